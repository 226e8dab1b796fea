package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/** Checks whether tables that exist on the target already have the source's columns, of the same types. */
public record TargetColumns() implements TargetCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.needsTargetTables();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var renamed = databases.plan().objects().renameSchemas();
        for (var table : databases.sourceTables()) {
            var existing = databases.targetTables().get(table.target());
            if (existing != null) {
                ColumnDifferences.of(table, existing, renamed)
                        .forEach(difference -> problems.add(
                                table.target() + "." + difference.column() + " " + difference.what(),
                                difference.remedy(table.target())));
            }
        }
        return problems.failedOr(
                "Columns that differ on the target", "Tables that exist on the target have the source's columns.");
    }
}
