package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;

/** Foreign keys from a selected table to one that is not selected can hardly be created on the target. */
public record ForeignKeysOutside() implements SourceCheck {
    private static final String REFERENCES = """
            SELECT k.conname, n.nspname, c.relname, fn.nspname, fc.relname
              FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class fc ON fc.oid = k.confrelid
              JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
             WHERE k.contype = 'f' AND k.conparentid = 0
             ORDER BY 2, 3, 1
            """;

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var filter = databases.filter();
        databases
                .source()
                .list(
                        REFERENCES,
                        row -> new Reference(
                                row.getString(1),
                                new TableName(row.getString(2), row.getString(3)),
                                new TableName(row.getString(4), row.getString(5))))
                .stream()
                .filter(reference -> filter.includes(reference.from()) && !filter.includes(reference.to()))
                .forEach(reference -> problems.add(
                        "%s of %s refers to %s".formatted(reference.name(), reference.from(), reference.to()),
                        "Include %s, or expect this foreign key not to be carried.".formatted(reference.to())));
        return problems.warningOr(
                "Foreign keys to tables that are not selected", "No foreign key leads out of the selected tables.");
    }

    private record Reference(String name, TableName from, TableName to) {}
}
