package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/** Foreign keys from a selected table to one that is not selected can hardly be created on the target. */
public record ForeignKeysOutside() implements SourceCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var filter = databases.filter();
        ForeignKeyReference.all(databases.source()).stream()
                .filter(reference -> filter.includes(reference.from()) && !filter.includes(reference.to()))
                .forEach(reference -> problems.add(
                        reference.told(),
                        "Include %s, or expect this foreign key not to be carried.".formatted(reference.to())));
        return problems.warningOr(
                "Foreign keys to tables that are not selected", "No foreign key leads out of the selected tables.");
    }
}
