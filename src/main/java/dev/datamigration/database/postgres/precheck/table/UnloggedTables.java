package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.EveryTable;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;

/** Unlogged tables can be loaded, but their changes are in no log. */
public record UnloggedTables() implements SourceCheck {
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
        return verdict(databases.sourceTables(), new EveryTable(databases.plan().objects()));
    }

    static Finding verdict(List<DataTable> tables, EveryTable every) {
        var problems = new Problems();
        tables.stream()
                .filter(DataTable::unlogged)
                .forEach(table -> problems.add(
                        table.name().toString(),
                        remedy(table),
                        every.where("c.relpersistence = 'u'", "ALTER TABLE %s SET LOGGED")
                                + " "
                                + every.where(IdentityFacts.KEYLESS, TablesWithoutKey.FULL)));
        return problems.failedOr(
                "Unlogged tables; their rows are loaded, but later changes are not synchronised (set them LOGGED, exclude them, or skip this item)",
                "No unlogged table is selected.");
    }

    /** In its log, a table without a key must tell whole rows. */
    private static String remedy(DataTable table) {
        var logged = TableExtent.of(table).alter("SET LOGGED");
        return table.hasKey() || table.computedOnRead() || table.replicaIdentity() == ReplicaIdentity.Full
                ? logged
                : logged + " " + TablesWithoutKey.remedy(table);
    }
}
