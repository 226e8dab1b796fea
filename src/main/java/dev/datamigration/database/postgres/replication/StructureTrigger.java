package dev.datamigration.database.postgres.replication;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.SchemaRaces;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.sql.OneTransaction;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Event triggers that write into the log how an object looks before and after it is changed, in the transaction that changes
 * it. They are called like the capture that they tell it to, and keep the last description of each object in a table.
 */
public final class StructureTrigger {
    private static final int SINCE = 14;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String SQL = read();

    /** Shows whether an account may make event triggers; to be taken back. */
    public static final String TRIAL =
            "CREATE FUNCTION pg_temp.dm_try() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                    + " CREATE EVENT TRIGGER dm_try ON sql_drop EXECUTE FUNCTION pg_temp.dm_try()";

    private static final String REMOVAL = """
            DROP EVENT TRIGGER IF EXISTS %1$s; DROP EVENT TRIGGER IF EXISTS %1$s_drop;
            DO $$BEGIN IF to_regnamespace('datamigration') IS NOT NULL THEN
              DROP FUNCTION IF EXISTS datamigration.structure_%1$s_changed();
              DROP FUNCTION IF EXISTS datamigration.structure_%1$s_tell(oid, oid, boolean, boolean);
              DROP FUNCTION IF EXISTS datamigration.structure_%1$s_published(oid, jsonb, boolean);
              DROP FUNCTION IF EXISTS datamigration.structure_%1$s_of(oid, oid);
              DROP TABLE IF EXISTS datamigration.structure_%1$s;
              IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'datamigration'::regnamespace)
                AND NOT EXISTS (SELECT 1 FROM pg_proc WHERE pronamespace = 'datamigration'::regnamespace) THEN
                DROP SCHEMA datamigration; END IF; END IF; END$$;
            """;

    private final String name;

    /** @param name of the capture: letters, digits and underscores only */
    StructureTrigger(String name) {
        this.name = name;
    }

    private static String read() {
        try (var file = StructureTrigger.class.getResourceAsStream("structure-trigger.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether what is written so is sent to whoever reads the server's log. */
    public static boolean isKnownTo(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= SINCE;
    }

    /**
     * Makes what is missing, or does nothing where the account or the server's version does not allow it.
     *
     * @param connection in autocommit mode
     * @param selected tables that are made later and are meant are published
     */
    void install(Connection connection, ObjectSelection selected) throws SQLException {
        if (isKnownTo(connection) && !isInstalled(connection, selected) && mayInstall(connection)) {
            inTransaction(connection, () -> make(connection, selected));
        }
    }

    /**
     * Returns whether the account may make them: asked by making one that is taken back.
     *
     * @param connection in autocommit mode
     */
    private static boolean mayInstall(Connection connection) throws SQLException {
        try {
            SchemaRaces.overcome(() -> tried(connection));
            return true;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void make(Connection connection, ObjectSelection selected) throws SQLException {
        SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
        SqlStatement.execute(connection, REMOVAL.formatted(name));
        if (SqlStatement.of(connection, "SELECT pg_catalog.to_regnamespace('datamigration') IS NULL")
                .isTrue()) {
            SqlStatement.execute(connection, "CREATE SCHEMA " + CheckpointSchema.NAME);
            SqlStatement.execute(connection, "REVOKE ALL ON SCHEMA " + CheckpointSchema.NAME + " FROM PUBLIC");
        }
        SqlStatement.execute(connection, "SET LOCAL search_path TO pg_catalog, pg_temp");
        SqlStatement.execute(connection, sql(selected));
        SqlStatement.execute(
                connection,
                "COMMENT ON FUNCTION datamigration.structure_%s_changed() IS %s"
                        .formatted(name, Sql.literal(digest(selected))));
    }

    private String sql(ObjectSelection selected) {
        var path = new SearchPaths(selected.renameSchemas()).source("");
        return SQL.replace("{name}", name)
                .replace("{path}", path.isEmpty() ? "''" : path)
                .replace(
                        "{selected}",
                        "qualified LIKE ANY (%s) AND NOT qualified LIKE ANY (%s)"
                                .formatted(patterns(selected.include()), patterns(selected.exclude())));
    }

    private static String patterns(List<String> globs) {
        return globs.stream()
                .map(glob -> glob.replaceAll("([\\\\%_])", "\\\\$1")
                        .replace('*', '%')
                        .replace('?', '_'))
                .map(StructureTrigger::literal)
                .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /** Within a function's body, which no text may end. */
    private static String literal(String text) {
        return Arrays.stream(text.split("\\$", -1)).map(Sql::literal).collect(Collectors.joining(" || chr(36) || "));
    }

    private String digest(ObjectSelection selected) {
        return "structure " + Integer.toHexString(sql(selected).hashCode());
    }

    private boolean isInstalled(Connection connection, ObjectSelection selected) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT pg_catalog.count(*) = 2 FROM pg_catalog.pg_event_trigger
                         WHERE evtname IN (?, ?) AND evtenabled = 'A'
                           AND pg_catalog.obj_description(evtfoid, 'pg_proc') = ?
                        """)
                .with(name, name + "_drop", digest(selected))
                .isTrue();
    }

    /** Returns whether there are any, whoever may fire them. */
    boolean exists(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT 1 FROM pg_catalog.pg_event_trigger WHERE evtname IN (?, ?)"
                                + " UNION ALL SELECT 1 WHERE pg_catalog.to_regclass(?) IS NOT NULL")
                .with(name, name + "_drop", "datamigration.structure_" + name)
                .exists();
    }

    /** @param connection in autocommit mode */
    void remove(Connection connection) throws SQLException {
        if (exists(connection)) {
            inTransaction(connection, () -> {
                SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
                SqlStatement.execute(connection, REMOVAL.formatted(name));
            });
        }
    }

    /** What a person runs to remove those of a capture; does no harm where there are none. */
    static String removal(String name) {
        return REMOVAL.formatted(name).replaceAll("\\s+", " ").strip();
    }

    /** Other tasks make and drop the same schema. */
    private static void inTransaction(Connection connection, SqlWork.Action work) throws SQLException {
        SchemaRaces.overcome(() -> OneTransaction.run(connection, work));
    }

    private static void tried(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            SqlStatement.execute(connection, TRIAL);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
