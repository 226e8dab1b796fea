package dev.datamigration.transfer.precheck.table;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.catalog.DataTable;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import java.util.List;

/** Unlogged tables can be loaded, but their changes are in no log. */
public record UnloggedTables() implements PrecheckCheck {
    @Override
    public Side side() {
        return Side.Source;
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.sourceTables());
    }

    static Finding verdict(List<DataTable> tables) {
        var problems = new Problems();
        tables.stream()
                .filter(DataTable::unlogged)
                .forEach(table -> problems.add(
                        table.name().toString(),
                        "ALTER TABLE %s SET LOGGED;".formatted(table.name().quoted())));
        return problems.failedOr(
                "Unlogged tables; their rows are loaded, but later changes are not synchronised (set them LOGGED, exclude them, or skip this item)",
                "No unlogged table is selected.");
    }
}
