package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether the checkpoints of the way back can be kept in the database that the application leaves. */
record CheckpointSchemaCheck(Side side, CheckedDatabase database) {
    private static final String NAME = "CheckpointSchema";

    private static final String MISSING = """
            SELECT c.relname FROM pg_catalog.pg_class c
             WHERE c.relnamespace = pg_catalog.to_regnamespace(?) AND c.relkind = 'r'
               AND NOT pg_catalog.has_table_privilege(c.oid, 'INSERT') ORDER BY 1
            """;

    private static final String MAY_CREATE = """
            SELECT pg_catalog.has_schema_privilege(oid, 'USAGE') AND pg_catalog.has_schema_privilege(oid, 'CREATE')
              FROM pg_catalog.pg_namespace WHERE nspname = ?
            """;

    List<SwitchoverItem> look() {
        var there = database.isTrue("SELECT pg_catalog.to_regnamespace(?) IS NOT NULL", CheckpointSchema.NAME);
        if (there && !database.isTrue(MAY_CREATE, CheckpointSchema.NAME)) {
            // it may hold nothing but what tells changes of the structure
            return List.of(SwitchoverItems.failed(
                    NAME,
                    side,
                    "The account may not create tables in schema %s, which another account made."
                            .formatted(CheckpointSchema.NAME),
                    "GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(CheckpointSchema.NAME, database.user())));
        }
        if (there) {
            var missing = database.list(MISSING, row -> row.getString(1), CheckpointSchema.NAME).stream()
                    .filter(CheckpointSchema::holdsCheckpoints)
                    .toList();
            return List.of(
                    missing.isEmpty()
                            ? SwitchoverItems.passed(NAME, side, "The schema for checkpoints is there.")
                            : SwitchoverItems.failed(
                                    NAME,
                                    side,
                                    "The account may not write the tables of schema %s, which another account made: %s."
                                            .formatted(CheckpointSchema.NAME, Listing.of(missing)),
                                    "GRANT USAGE, CREATE ON SCHEMA %s TO %s; GRANT ALL ON %s TO %s;"
                                            .formatted(
                                                    CheckpointSchema.NAME,
                                                    database.user(),
                                                    missing.stream()
                                                            .map(CheckpointSchemaCheck::quoted)
                                                            .collect(Collectors.joining(", ")),
                                                    database.user())));
        }
        return List.of(
                database.isTrue("SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')")
                        ? SwitchoverItems.passed(NAME, side, "The account may create the schema for checkpoints.")
                        : SwitchoverItems.failed(
                                NAME,
                                side,
                                "The account may not create the schema %s, which holds the checkpoints of the way back."
                                        .formatted(CheckpointSchema.NAME),
                                "GRANT CREATE ON DATABASE %s TO %s;"
                                        .formatted(
                                                Sql.identifier(database.access().database()), database.user())));
    }

    private static String quoted(String table) {
        return CheckpointSchema.NAME + "." + Sql.identifier(table);
    }
}
