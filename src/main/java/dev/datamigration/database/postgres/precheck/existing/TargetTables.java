package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/** Checks whether every table exists on the target that the schema migration will not create, and is a table. */
public record TargetTables() implements TargetCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.needsTargetTables();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var created = databases.plan().has(MigrationType.Schema);
        for (var table : databases.sourceTables()) {
            var relation = databases.targetRelations().get(table.target());
            if (relation == null && !created) {
                problems.add(
                        table.target() + " does not exist",
                        "Create it, or add Schema to spec.migrationTypes in a new task.");
            } else if (relation != null && !relation.isTable()) {
                problems.add(
                        table.target() + " is not a table",
                        "Rename or drop it, or give the table another name by spec.objects.renameTables.");
            }
        }
        return problems.failedOr(
                "Tables of the target",
                created ? "No other object has the name of a table to be created." : "Every table exists.");
    }
}
