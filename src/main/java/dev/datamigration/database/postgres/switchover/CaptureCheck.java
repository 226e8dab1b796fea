package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.replication.ReplicationConnection;
import dev.datamigration.database.postgres.precheck.replication.WalLevel;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether the log of the side that the application goes to can be captured, so that there is a way back. */
final class CaptureCheck {
    private static final String FREE = """
            SELECT pg_catalog.current_setting('max_replication_slots')::int
                     - (SELECT count(*)::int FROM pg_catalog.pg_replication_slots) AS slots,
                   pg_catalog.current_setting('max_wal_senders')::int
                     - (SELECT count(*)::int FROM pg_catalog.pg_stat_replication) AS senders,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots WHERE slot_name = ?) AS ours
            """;

    private final PostgresServer server;
    private final Side side;
    private final CheckedDatabase database;
    private final RunScope scope;
    private final String name;
    private final Collection<DataTable> tables;

    /**
     * @param direction of the changes that are to be captured
     * @param tables that are to be captured
     */
    CaptureCheck(
            PostgresServer server,
            CheckedDatabase database,
            RunScope scope,
            Direction direction,
            Collection<DataTable> tables) {
        this.server = server;
        this.side = server.side();
        this.database = database;
        this.scope = scope;
        this.name = CaptureName.of(scope.taskId(), direction);
        this.tables = tables;
    }

    /** @param seconds for how long transactions may be open that keep a capture waiting */
    List<SwitchoverItem> look(int seconds) {
        var items = new ArrayList<SwitchoverItem>();
        items.add(logLevel(WalLevel.of(database, side)));
        items.add(SwitchoverItems.of("ReplicationConnection", side, ReplicationConnection.of(server, scope, database)));
        var free = database.one(FREE, row -> new Free(row.getInt(1), row.getInt(2), row.getBoolean(3)), name);
        items.add(free.slot(side, name));
        items.add(free.sender(side));
        if (!free.ours) {
            items.add(publication());
            items.add(blockers(seconds));
        }
        return items;
    }

    /** Its remedy is more than SQL. */
    private SwitchoverItem logLevel(Finding found) {
        return found.remedy() == null
                ? SwitchoverItems.of("WalLevel", side, found)
                : SwitchoverItems.failed("WalLevel", side, found.message() + " " + found.remedy(), null);
    }

    private record Free(int slots, int senders, boolean ours) {
        SwitchoverItem slot(Side side, String slot) {
            if (ours) {
                return SwitchoverItems.passed(
                        "ReplicationSlot", side, "The replication slot %s is there.".formatted(slot));
            }
            return slots > 0
                    ? SwitchoverItems.passed(
                            "ReplicationSlot",
                            side,
                            Quantity.of(slots, "1 replication slot is free.", "%d replication slots are free."))
                    : SwitchoverItems.failed(
                            "ReplicationSlot",
                            side,
                            "No replication slot is free on the %s. Drop one that nobody needs (SELECT pg_drop_replication_slot('…')), or raise the setting and restart the server."
                                    .formatted(side.word()),
                            "SELECT slot_name, active FROM pg_replication_slots; ALTER SYSTEM SET max_replication_slots = <more>;");
        }

        SwitchoverItem sender(Side side) {
            return senders > 0
                    ? SwitchoverItems.passed(
                            "WalSender",
                            side,
                            Quantity.of(senders, "1 log sender is free.", "%d log senders are free."))
                    : SwitchoverItems.failed(
                            "WalSender",
                            side,
                            "No log sender is free on the %s. Raise the setting and restart the server."
                                    .formatted(side.word()),
                            "ALTER SYSTEM SET max_wal_senders = <more>;");
        }
    }

    /** Tried for real, since only owners may publish tables. */
    private SwitchoverItem publication() {
        var named =
                tables.stream().map(table -> "ONLY " + Sql.quoted(table.name())).collect(Collectors.joining(", "));
        var trial = Sql.identifier(name + "_try");
        var permitted =
                database.permits("CREATE PUBLICATION " + trial + (named.isEmpty() ? "" : " FOR TABLE " + named));
        return permitted
                ? SwitchoverItems.passed("Publication", side, "The account may publish the tables.")
                : SwitchoverItems.failed(
                        "Publication",
                        side,
                        "The account may not publish the tables of the %s: that takes CREATE on the database and being the owner of each table."
                                .formatted(side.word()),
                        grants());
    }

    private String grants() {
        var statements = new ArrayList<String>();
        statements.add("GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(Sql.identifier(database.access().database()), database.user()));
        database.list("""
                SELECT DISTINCT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class
                 WHERE oid = ANY (?) AND NOT pg_catalog.pg_has_role(relowner, 'USAGE') ORDER BY 1
                """, row -> row.getString(1), oids())
                .forEach(owner -> statements.add("GRANT %s TO %s;".formatted(Sql.identifier(owner), database.user())));
        return String.join("\n", statements);
    }

    private List<Long> oids() {
        return tables.stream().map(DataTable::oid).toList();
    }

    /** A slot waits for every writing transaction of the server that is open when it is made, loads of other tasks included. */
    private SwitchoverItem blockers(int seconds) {
        var blockers = database.blockersOfNewSlot(seconds);
        return blockers.isEmpty()
                ? SwitchoverItems.passed("CaptureUnhindered", side, "No old transaction keeps a capture waiting.")
                : SwitchoverItems.failed(
                        "CaptureUnhindered",
                        side,
                        "Writing transactions on the %s are open for more than %d s and would keep the capture waiting: %s. Let them end, or end them."
                                .formatted(
                                        side.word(),
                                        seconds,
                                        Listing.of(blockers.stream()
                                                .map(Blocker::text)
                                                .toList())),
                        blockers.stream().map(Blocker::sql).collect(Collectors.joining("\n")));
    }
}
