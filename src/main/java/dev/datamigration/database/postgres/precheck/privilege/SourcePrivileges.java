package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.EveryTable;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;

/** Checks whether the account may read the selected tables and sequences, and publish the tables' changes. */
public record SourcePrivileges() implements SourceCheck {
    private static final String UNREADABLE_SCHEMAS = """
            SELECT DISTINCT n.nspname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE') ORDER BY 1
            """;

    private static final String UNREADABLE_TABLES = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2
            """;

    private static final String UNREADABLE_SEQUENCES = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE CASE WHEN c.relkind = 'S' THEN NOT pg_catalog.has_sequence_privilege(c.oid, 'SELECT') END
             ORDER BY 1, 2
            """;

    /** A publication names ordinary tables and outermost partitioned ones; each must be owned. */
    private static final String NOT_OWNED = """
            SELECT DISTINCT n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner)
              FROM pg_catalog.pg_class t
              JOIN pg_catalog.pg_class c
                ON c.oid = CASE WHEN t.relispartition THEN pg_catalog.pg_partition_root(t.oid) ELSE t.oid END
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE t.oid = ANY (?) AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') ORDER BY 1, 2
            """;

    @Override
    public String name() {
        return "Privileges";
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        reading(databases, problems);
        if (databases.plan().has(MigrationType.Schema)) {
            sequences(databases, problems);
        }
        if (databases.plan().has(MigrationType.Incremental)) {
            publishing(databases, problems);
        }
        return problems.failedOr(
                "The account %s lacks privileges on the source"
                        .formatted(databases.source().access().user()),
                "The account may do what is needed.");
    }

    private static void reading(CheckedDatabases databases, Problems problems) {
        var source = databases.source();
        source.list(UNREADABLE_SCHEMAS, row -> row.getString(1), databases.sourceOids())
                .forEach(schema -> problems.add(
                        "USAGE on schema " + schema,
                        "GRANT USAGE ON SCHEMA %s TO %s;".formatted(Sql.identifier(schema), source.user())));
        source.list(UNREADABLE_TABLES, row -> new TableName(row.getString(1), row.getString(2)), databases.sourceOids())
                .forEach(table -> problems.add(
                        "SELECT on " + table,
                        "GRANT SELECT ON %s TO %s;".formatted(Sql.quoted(table), source.user()),
                        new EveryTable(databases.plan().objects())
                                .where(
                                        "NOT pg_catalog.has_table_privilege(%s, c.oid, 'SELECT')"
                                                .formatted(Sql.literal(
                                                                source.access().user())
                                                        .strip()),
                                        "GRANT SELECT ON %s TO " + source.user())));
    }

    private static void sequences(CheckedDatabases databases, Problems problems) {
        var source = databases.source();
        source.list(UNREADABLE_SEQUENCES, row -> new TableName(row.getString(1), row.getString(2))).stream()
                .filter(databases.filter()::includes)
                .forEach(sequence -> problems.add(
                        "SELECT on sequence " + sequence,
                        "GRANT SELECT ON SEQUENCE %s TO %s;".formatted(Sql.quoted(sequence), source.user())));
    }

    private static void publishing(CheckedDatabases databases, Problems problems) {
        var source = databases.source();
        if (isPublished(source, databases.context().logReader())) {
            return;
        }
        if (!source.isTrue("SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')")) {
            problems.add(
                    "CREATE on the database, to create a publication",
                    "GRANT CREATE ON DATABASE %s TO %s;"
                            .formatted(Sql.identifier(source.access().database()), source.user()));
        }
        source.list(
                        NOT_OWNED,
                        row -> new Owned(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
                        databases.sourceOids())
                .forEach(table -> problems.add(
                        "ownership of %s, to publish it".formatted(table.name()),
                        "GRANT %s TO %s;".formatted(Sql.identifier(table.owner()), source.user())));
    }

    private static boolean isPublished(CheckedDatabase source, String publication) {
        return source.isTrue("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_publication WHERE pubname = ?)", publication);
    }

    private record Owned(TableName name, String owner) {}
}
