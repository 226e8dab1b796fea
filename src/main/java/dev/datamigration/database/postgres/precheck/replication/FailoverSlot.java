package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;

/** Finds out whether the task's replication slot would survive a failover of the server. */
public record FailoverSlot(Side side) implements NeedsIncremental {
    private static final int SINCE = 17;

    /** Whoever streams the log without a logical slot is a standby, as far as can be told. */
    private static final String STANDBYS = """
            SELECT count(*) FROM pg_catalog.pg_stat_replication r
             WHERE NOT coalesce(pg_catalog.starts_with(r.application_name, 'dm:'), false)
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots s
                                WHERE s.active_pid = r.pid AND s.slot_type = 'logical')
            """;

    private static final String WAITED_FOR =
            "SELECT coalesce(pg_catalog.current_setting('synchronized_standby_slots', true), '')";

    private static final String OLD_SLOT = "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots"
            + " WHERE slot_name = ? AND NOT coalesce((pg_catalog.to_jsonb(pg_replication_slots) ->> 'failover')::boolean, false))";

    @Override
    public Finding look(CheckedDatabases databases) {
        var database = databases.of(side);
        var slot = databases.context().logReader();
        return verdict(
                database.majorVersion(),
                database.number(STANDBYS),
                database.text(WAITED_FOR),
                side == Side.Source && database.isTrue(OLD_SLOT, slot),
                side,
                slot);
    }

    /**
     * @param standbys attached now
     * @param waitedFor the setting {@code synchronized_standby_slots}, empty where there is none
     * @param oldSlot whether the task's slot is there and is no failover slot
     */
    static Finding verdict(int version, long standbys, String waitedFor, boolean oldSlot, Side side, String slot) {
        if (standbys == 0) {
            return Finding.passed("No standby is attached.");
        }
        var name = side.word();
        if (version < SINCE) {
            return Finding.warning(
                    "%s attached to the %s, and version %d does not copy logical replication slots to them: after a failover the task's slot is missing."
                            .formatted(attached(standbys), name, version),
                    "Avoid failovers while the task runs, or have the slot kept on the standbys by what manages them (Patroni: permanent slots). After one, spec.recovery.accept goes on with a full verification.");
        }
        if (oldSlot) {
            return Finding.warning(
                    "%s attached to the %s, and the task's replication slot %s is not copied to them: after a failover it is missing."
                            .formatted(attached(standbys), name, slot),
                    "On a replication connection (psql \"… replication=database\"): ALTER_REPLICATION_SLOT %s (FAILOVER true);"
                            .formatted(slot));
        }
        if (waitedFor.isBlank()) {
            return Finding.warning(
                    "%s attached to the %s, and it sends changes before the standbys have them: after a failover to one that lacks the last ones the task fails with LogDiverged. Whether the standbys copy slots cannot be seen from here."
                            .formatted(attached(standbys), name),
                    "ALTER SYSTEM SET synchronized_standby_slots = '<physical slots of the standbys>'; SELECT pg_reload_conf(); and on each standby that may be promoted: sync_replication_slots = on, hot_standby_feedback = on, primary_slot_name, and a dbname in primary_conninfo.");
        }
        return Finding.passed(
                "%s attached; changes are sent once %s have them. Each standby that may be promoted must have sync_replication_slots = on, which cannot be seen from here."
                        .formatted(attached(standbys), waitedFor));
    }

    private static String attached(long standbys) {
        return Quantity.of(standbys, "1 standby is", "%d standbys are");
    }
}
