package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.schema.LargeObjectRights;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Quantity;
import dev.datamigration.plan.MigrationPlan;

/** Large objects are not in any table, and PostgreSQL's log decoding leaves them out. */
public record LargeObjects() implements SourceCheck {
    @Override
    public Finding look(CheckedDatabases databases) {
        var count = databases.source().number(LargeObjectRights.COUNT);
        if (count == 0) {
            return Finding.passed("The source has no large objects.");
        }
        if (!databases.plan().carriesLargeObjects()) {
            return Finding.warning(
                    "The source has large objects; they are not carried.",
                    "Set spec.objects.largeObjects: Carry to have them copied, move them into bytea columns before, or copy them by other means after the migration.");
        }
        var unreadable = databases.source().number(LargeObjectRights.UNREADABLE);
        return unreadable > 0
                ? Finding.failed(
                        Quantity.of(
                                unreadable,
                                "The account may not read 1 large object of the source.",
                                "The account may not read %d large objects of the source."),
                        "As a superuser: "
                                + LargeObjectRights.grant(databases.source().user()))
                : Finding.warning(
                        Quantity.of(
                                        count,
                                        "1 large object is copied before the load. What changes of it after that is not followed, and copied once the source's writes have stopped.",
                                        "%d large objects are copied before the load. What changes of them after that is not followed, and copied once the source's writes have stopped.")
                                + wayBack(databases.plan()),
                        "Keep in mind that all of them are read on both servers during the switchover, at ProcessDatabaseObjects.");
    }

    private static String wayBack(MigrationPlan plan) {
        return plan.has(MigrationType.ReverseIncrement)
                ? " After the switchover, changes of them on the target are not carried back."
                : "";
    }
}
