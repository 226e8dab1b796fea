package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import java.util.TreeSet;

/** Checks whether the account may create what is missing on the target, and write rows without firing triggers. */
public record TargetPrivileges() implements TargetCheck {
    private static final String SCHEMA = """
            SELECT coalesce(bool_and(pg_catalog.has_schema_privilege(oid, 'USAGE')
                                 AND pg_catalog.has_schema_privilege(oid, 'CREATE')), true)
              FROM pg_catalog.pg_namespace WHERE nspname = ?
            """;

    private static final String WRITABLE = """
            SELECT bool_and(pg_catalog.has_table_privilege(?::oid, privilege))
              FROM pg_catalog.unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege
            """;

    @Override
    public String name() {
        return "Privileges";
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        replicaRole(databases.target(), problems);
        creating(databases, problems);
        writing(databases, problems);
        return problems.failedOr(
                "The account %s lacks privileges on the target"
                        .formatted(databases.target().access().user()),
                "The account may do what is needed.");
    }

    /** Tried for real: services let accounts set it in their own ways. */
    private static void replicaRole(CheckedDatabase target, Problems problems) {
        if (!target.permits(ReplicaRole.OF_TRANSACTION)) {
            problems.add(
                    "to set session_replication_role, so that triggers and foreign keys do not act on what is written",
                    "As a superuser: "
                            + ReplicaRole.letting(
                                    target.majorVersion(),
                                    target.user(),
                                    target.access().database()));
        }
    }

    /** CREATE on the database is needed for our own checkpoints, too, unless their schema is there. */
    private static void creating(CheckedDatabases databases, Problems problems) {
        var target = databases.target();
        var schemas = new TreeSet<String>();
        databases.sourceTables().forEach(table -> schemas.add(table.target().schema()));
        schemas.add(CheckpointSchema.NAME);
        var missing = schemas.stream()
                .filter(schema -> !target.isTrue(
                        "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?)", schema))
                .toList();
        if (!missing.isEmpty()
                && !target.isTrue(
                        "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')")) {
            problems.add(
                    "CREATE on the database, to create the schemas " + String.join(", ", missing),
                    "GRANT CREATE ON DATABASE %s TO %s;"
                            .formatted(Sql.identifier(target.access().database()), target.user()));
        }
        schemas.stream()
                .filter(schema -> !target.isTrue(SCHEMA, schema))
                .forEach(schema -> problems.add(
                        "USAGE and CREATE on schema " + schema,
                        "GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(Sql.identifier(schema), target.user())));
    }

    private static void writing(CheckedDatabases databases, Problems problems) {
        var target = databases.target();
        databases.writtenRelations().stream()
                .filter(TargetRelation::isTable)
                .filter(relation -> !target.isTrue(WRITABLE, relation.oid()))
                .forEach(relation -> problems.add(
                        "to write " + relation.name(),
                        "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %s TO %s;"
                                .formatted(Sql.quoted(relation.name()), target.user())));
    }
}
