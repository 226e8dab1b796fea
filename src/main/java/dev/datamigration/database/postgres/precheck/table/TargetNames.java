package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.DataTable;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether every table has a name of its own on the target, in a schema that may hold it. */
public record TargetNames() implements SourceCheck {
    private static final String REMEDY = "Correct spec.objects.renameSchemas and renameTables.";

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.sourceTables());
    }

    static Finding verdict(List<DataTable> tables) {
        var problems = new Problems();
        tables.stream().collect(Collectors.groupingBy(DataTable::target)).forEach((target, sources) -> {
            if (sources.size() > 1) {
                problems.add(
                        sources.stream().map(table -> table.name().toString()).collect(Collectors.joining(" and "))
                                + " would both become " + target,
                        REMEDY);
            }
        });
        for (var table : tables) {
            var schema = table.target().schema();
            if (schema.startsWith("pg_")
                    || schema.equals("information_schema")
                    || schema.equals(CheckpointSchema.NAME)) {
                problems.add(
                        "%s would become %s, in a reserved schema".formatted(table.name(), table.target()), REMEDY);
            }
        }
        return problems.failedOr("Names on the target", "Every table has a name of its own on the target.");
    }
}
