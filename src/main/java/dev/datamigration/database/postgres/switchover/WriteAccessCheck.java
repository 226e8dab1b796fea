package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.switchover.WriteTrial.Outcome;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether the account can really write to every table over the way back. A row of each is deleted, inserted again and
 * updated, without triggers, and all of it is rolled back; where a table is empty, or refuses the row for what it holds, the
 * statements run without a row, and where functions of others would run only the privileges are asked.
 */
record WriteAccessCheck(Side side, CheckedDatabase database, RunScope scope) {
    private static final String NAME = "WriteAccess";

    List<SwitchoverItem> look(List<DataTable> written) {
        if (!database.permits(ReplicaRole.OF_TRANSACTION)) {
            return List.of(SwitchoverItems.failed(
                    NAME,
                    side,
                    "The account may not set session_replication_role on the %s, so triggers and foreign keys would act on what is written on the way back."
                            .formatted(side.word()),
                    ReplicaRole.letting(
                                    database.majorVersion(),
                                    database.user(),
                                    database.access().database())
                            + " -- as a superuser"));
        }
        var items = new ArrayList<SwitchoverItem>();
        var tables = new EnumMap<Outcome, List<String>>(Outcome.class);
        for (var table : written) {
            scope.throwIfCancelled();
            tried(table, items)
                    .ifPresent(outcome -> tables.computeIfAbsent(outcome, any -> new ArrayList<>())
                            .add(table.name().toString()));
        }
        return items.isEmpty() ? List.of(passed(tables)) : items;
    }

    private SwitchoverItem passed(Map<Outcome, List<String>> tables) {
        var written = tables.getOrDefault(Outcome.Written, List.of()).size();
        return SwitchoverItems.passed(
                NAME,
                side,
                "%s was deleted, inserted and updated, and that was rolled back.%s%s"
                        .formatted(
                                Quantity.of(written, "A row of the one table", "A row of each of %d tables"),
                                of(
                                        tables.get(Outcome.WrittenWithoutRow),
                                        " The statements ran without a row on %s, because a constraint or trigger refuses the row that was tried: %s."),
                                of(
                                        tables.get(Outcome.OnlyAsked),
                                        " Of %s only the privileges were asked, because writing there runs functions of others with the rights of the account: %s.")));
    }

    private static String of(List<String> names, String text) {
        return names == null
                ? ""
                : text.formatted(Quantity.of(names.size(), "one table", "%d tables"), Listing.of(names));
    }

    /** Empty where it failed, which is added to the items. */
    private Optional<Outcome> tried(DataTable table, List<SwitchoverItem> items) {
        try {
            return Optional.of(new WriteTrial(database, table).run());
        } catch (FailureException e) {
            switch (e.failure().code()) {
                case PrivilegeMissing ->
                    items.add(SwitchoverItems.failed(
                            NAME,
                            side,
                            "%s cannot be written: %s"
                                    .formatted(table.name(), e.failure().message()),
                            "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %s TO %s;"
                                    .formatted(Sql.quoted(table.name()), database.user())));
                case LockNotAvailable ->
                    items.add(SwitchoverItems.failed(
                            NAME,
                            side,
                            "%s is locked by somebody: %s Retry once the lock is gone."
                                    .formatted(table.name(), e.failure().message()),
                            "SELECT pid, mode, granted FROM pg_locks WHERE relation = '%s'::regclass;"
                                    .formatted(Sql.quoted(table.name()).replace("'", "''"))));
                case Unreachable, ServerBusy -> throw e;
                default ->
                    items.add(SwitchoverItems.failed(
                            NAME,
                            side,
                            "%s cannot be written: %s"
                                    .formatted(table.name(), e.failure().message()),
                            null));
            }
            return Optional.empty();
        }
    }
}
