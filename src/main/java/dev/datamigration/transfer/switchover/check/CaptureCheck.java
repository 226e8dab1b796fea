package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.replication.ReplicationConnection;
import dev.datamigration.database.postgres.precheck.replication.WalLevel;
import dev.datamigration.database.postgres.session.Blocker;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Listing;
import dev.datamigration.transfer.switchover.round.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether the log of the side that the application goes to can be captured, so that there is a way back. */
public final class CaptureCheck implements SwitchoverCheck {
    private static final String FREE = """
            SELECT pg_catalog.current_setting('max_replication_slots')::int
                     - (SELECT count(*)::int FROM pg_catalog.pg_replication_slots) AS slots,
                   pg_catalog.current_setting('max_wal_senders')::int
                     - (SELECT count(*)::int FROM pg_catalog.pg_stat_replication) AS senders,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots WHERE slot_name = ?) AS ours
            """;

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var side = sides.newSideName();
        var items = new ArrayList<SwitchoverItem>();
        var database = sides.newSide();
        var log = ReplicationConnection.of(
                sides.switchover().newSide(), sides.switchover().scope(), database);
        items.add(logLevel(side, WalLevel.of(database, side)));
        items.add(SwitchoverItems.of("ReplicationConnection", side, log));
        var slot = sides.switchover().beginningRun().slotName();
        var free = database.one(FREE, row -> new Free(row.getInt(1), row.getInt(2), row.getBoolean(3)), slot);
        items.add(free.slot(side, slot));
        items.add(free.sender(side));
        if (!free.ours) {
            items.add(publication(sides));
            items.add(blockers(sides));
        }
        return items;
    }

    /** Its remedy is more than SQL. */
    private static SwitchoverItem logLevel(Side side, Finding found) {
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
                                    .formatted(Words.side(side)),
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
                                    .formatted(Words.side(side)),
                            "ALTER SYSTEM SET max_wal_senders = <more>;");
        }
    }

    /** Tried for real, since only owners may publish tables. */
    private static SwitchoverItem publication(BothSides sides) {
        var side = sides.newSideName();
        var database = sides.newSide();
        var tables = sides.completePairs().stream()
                .map(pair -> "ONLY " + Sql.quoted(pair.on(side).name()))
                .collect(Collectors.joining(", "));
        var name = Sql.identifier(sides.switchover().beginningRun().publicationName() + "_try");
        var permitted =
                database.permits("CREATE PUBLICATION " + name + (tables.isEmpty() ? "" : " FOR TABLE " + tables));
        return permitted
                ? SwitchoverItems.passed("Publication", side, "The account may publish the tables.")
                : SwitchoverItems.failed(
                        "Publication",
                        side,
                        "The account may not publish the tables of the %s: that takes CREATE on the database and being the owner of each table."
                                .formatted(Words.side(side)),
                        grants(sides, database));
    }

    private static String grants(BothSides sides, CheckedDatabase database) {
        var statements = new ArrayList<String>();
        statements.add("GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(Sql.identifier(database.access().database()), database.user()));
        database.list("""
                SELECT DISTINCT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class
                 WHERE oid = ANY (?) AND NOT pg_catalog.pg_has_role(relowner, 'USAGE') ORDER BY 1
                """, row -> row.getString(1), oids(sides))
                .forEach(owner -> statements.add("GRANT %s TO %s;".formatted(Sql.identifier(owner), database.user())));
        return String.join("\n", statements);
    }

    private static List<Long> oids(BothSides sides) {
        return sides.completePairs().stream()
                .map(pair -> pair.on(sides.newSideName()).oid())
                .toList();
    }

    /** A slot waits for every writing transaction of the server that is open when it is made, loads of other tasks included. */
    private static SwitchoverItem blockers(BothSides sides) {
        var seconds = sides.switchover().settings().maxTransactionSeconds();
        var blockers = sides.newSide().blockersOfNewSlot(seconds);
        return blockers.isEmpty()
                ? SwitchoverItems.passed(
                        "CaptureUnhindered", sides.newSideName(), "No old transaction keeps a capture waiting.")
                : SwitchoverItems.failed(
                        "CaptureUnhindered",
                        sides.newSideName(),
                        "Writing transactions on the %s are open for more than %d s and would keep the capture waiting: %s. Let them end, or end them."
                                .formatted(
                                        Words.side(sides.newSideName()),
                                        seconds,
                                        Listing.of(blockers.stream()
                                                .map(Blocker::text)
                                                .toList())),
                        blockers.stream().map(Blocker::sql).collect(Collectors.joining("\n")));
    }
}
