package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;

/** Finds out whether slots are free: one for good, and a temporary one to resume an interrupted load. */
public record ReplicationSlots(Side side) implements NeedsIncremental {
    static final int NEEDED = 2;

    private static final String SLOTS = """
            SELECT pg_catalog.current_setting('max_replication_slots')::int AS most,
                   (SELECT count(*) FROM pg_catalog.pg_replication_slots) AS used,
                   (SELECT count(*) FROM pg_catalog.pg_replication_slots WHERE slot_name = ?) AS ours
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        return databases
                .of(side)
                .one(
                        SLOTS,
                        row -> verdict(row.getInt("most"), row.getInt("used"), row.getInt("ours")),
                        databases.context().logReader());
    }

    static Finding verdict(int most, int used, int ours) {
        var others = used - ours;
        return most - others >= NEEDED
                ? Finding.passed("%d of %s used by others.".formatted(others, slots(most)))
                : Finding.failed(
                        "%d of %s used by others; the task needs %d.".formatted(others, slots(most), NEEDED),
                        "Drop slots that nobody needs (SELECT slot_name, active FROM pg_replication_slots; then SELECT pg_drop_replication_slot('…');), or run ALTER SYSTEM SET max_replication_slots = %d; and restart the server."
                                .formatted(others + NEEDED));
    }

    private static String slots(int most) {
        return Quantity.of(most, "1 replication slot is", "%d replication slots are");
    }
}
