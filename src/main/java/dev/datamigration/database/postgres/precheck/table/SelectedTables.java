package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether every pattern and every name in {@code spec.objects} means something: a misspelt one would lose data. */
public record SelectedTables() implements SourceCheck {
    private static final String OBJECTS = """
            SELECT n.nspname, o.name
              FROM (SELECT relnamespace AS namespace, relname::text AS name FROM pg_catalog.pg_class
                     WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                    UNION SELECT pronamespace, proname::text FROM pg_catalog.pg_proc
                    UNION SELECT typnamespace, typname::text FROM pg_catalog.pg_type
                           WHERE typtype IN ('e', 'd', 'r')) o
              JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        var objects = databases.source().list(OBJECTS, row -> new TableName(row.getString(1), row.getString(2)));
        var problems = problems(databases.plan().objects(), objects);
        var tables = databases.sourceTables().size();
        if (problems.isEmpty() && tables == 0) {
            problems.add("no table is selected", "Correct spec.objects.include and exclude.");
        }
        return problems.failedOr(
                "spec.objects names what is not on the source",
                Quantity.of(
                        tables, "1 table holds the rows to be migrated.", "%,d tables hold the rows to be migrated."));
    }

    static Problems problems(ObjectSelection selection, Collection<TableName> objects) {
        var problems = new Problems();
        var schemas = objects.stream().map(TableName::schema).collect(Collectors.toSet());
        var names = objects.stream().map(TableName::toString).collect(Collectors.toSet());
        for (var pattern : selection.include()) {
            var filter = new ObjectFilter(new ObjectSelection(List.of(pattern), null, null, null));
            if (objects.stream().noneMatch(filter::includes)) {
                problems.add(
                        "the pattern %s matches nothing".formatted(pattern),
                        "Correct or remove it in spec.objects.include; names are matched with their schema and their case.");
            }
        }
        selection.renameSchemas().keySet().stream()
                .filter(schema -> !schemas.contains(schema))
                .sorted()
                .forEach(schema -> problems.add(
                        "the schema %s does not exist".formatted(schema), "Correct spec.objects.renameSchemas."));
        selection.renameTables().keySet().stream()
                .filter(table -> !names.contains(table))
                .sorted()
                .forEach(table -> problems.add(
                        "the table %s does not exist".formatted(table), "Correct spec.objects.renameTables."));
        return problems;
    }
}
