package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;

/**
 * Checks whether the target has, or gets from the schema migration, the type of every column. The schema migration carries the
 * user-defined types that selected tables need; a type of the server itself may be missing in an older version. Types of extensions are looked at
 * by the item Extensions.
 */
public record ColumnTypes() implements TargetCheck {
    private static final String TYPES = """
            SELECT DISTINCT n.nspname, e.typname
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END
              JOIN pg_catalog.pg_namespace n ON n.oid = e.typnamespace
             WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = e.oid
                                  AND d.deptype = 'e')
             ORDER BY n.nspname, e.typname
            """;

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var types = databases
                .source()
                .list(TYPES, row -> new TableName(row.getString(1), row.getString(2)), databases.sourceOids());
        types.stream()
                .filter(type -> !isCarried(type, databases))
                .filter(type -> !exists(type, databases))
                .forEach(type -> problems.add(
                        type.toString(),
                        type.schema().equals("pg_catalog")
                                ? "Use a target of the source's version, or exclude the tables that use %s."
                                        .formatted(type.table())
                                : "Create %s on the target, or add Schema to spec.migrationTypes in a new task."
                                        .formatted(type)));
        return problems.failedOr(
                "Types of columns that the target lacks",
                Quantity.of(
                        types.size(),
                        "The target has or gets the 1 type of the columns.",
                        "The target has or gets all %d types of the columns."));
    }

    private static boolean isCarried(TableName type, CheckedDatabases databases) {
        return databases.plan().has(MigrationType.Schema) && !type.schema().equals("pg_catalog");
    }

    private static boolean exists(TableName type, CheckedDatabases databases) {
        var schema = databases.filter().targetSchemaOf(type.schema());
        return databases
                .target()
                .isTrue(
                        "SELECT pg_catalog.to_regtype(?) IS NOT NULL",
                        Sql.identifier(schema) + "." + Sql.identifier(type.table()));
    }
}
