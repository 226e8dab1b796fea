package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.SubTask;
import dev.datamigration.database.checkpoint.CheckpointTables;
import dev.datamigration.database.postgres.sql.OneTransaction;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables that hold checkpoints, in a schema of our own in every database that is written to. */
public final class CheckpointSchema {
    public static final String NAME = CheckpointTables.SCHEMA;

    /** The positions; its changes mark the transactions that the task itself writes. */
    public static final TableName APPLIED = CheckpointTables.APPLIED;

    /** How tables begin that describe the structure of a database that is read; they go with what reads it. */
    public static final String STRUCTURE_PREFIX = "structure_";

    private static final String UNUSED = "SELECT NOT EXISTS (SELECT 1 FROM datamigration.task)";

    private static final String ALL_TABLES =
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'datamigration'";

    private CheckpointSchema() {}

    /** Creates what is missing; the caller's connection must be in autocommit mode. */
    public static void install(Connection connection) throws SQLException {
        SchemaRaces.overcome(() -> OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            if (isTrue(connection, "SELECT pg_catalog.to_regnamespace('" + NAME + "') IS NULL")) {
                SqlStatement.execute(connection, "CREATE SCHEMA " + NAME);
                // whatever the database's default privileges say: who may use it could hold up whoever writes
                SqlStatement.execute(connection, "REVOKE ALL ON SCHEMA " + NAME + " FROM PUBLIC");
            }
            for (var statement : CheckpointDdl.STATEMENTS) {
                SqlStatement.execute(connection, statement);
            }
        }));
    }

    /** Returns whether the table of this name, in this schema, is one that holds checkpoints: none of rows that a task has left, or that describes the structure. */
    public static boolean holdsCheckpoints(String table) {
        return !StrandedRows.isTable(table) && !table.startsWith(STRUCTURE_PREFIX);
    }

    /** Returns whether they are there for us: what other accounts keep from this one is not ours. */
    public static boolean isInstalled(Connection connection) throws SQLException {
        return isTrue(connection, """
                SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname = 'datamigration' AND c.relname = 'task'
                                  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                                  AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))
                """);
    }

    /**
     * Forgets a task, and removes the checkpoints' tables with the last one: the schema with them, unless {@link StrandedRows}
     * are kept in it. Does nothing where nothing is.
     */
    public static void drop(Connection connection, String taskId) throws SQLException {
        SchemaRaces.overcome(() -> {
            if (isInstalled(connection)) {
                forget(connection, taskId);
                dropIfUnused(connection);
            }
        });
    }

    /** The SQL that forgets a task by hand, but for rows on one side only; where there are no checkpoints, it does nothing. */
    public static String removal(String taskId) {
        return "DO $$DECLARE held regclass; BEGIN IF to_regclass('datamigration.task') IS NOT NULL THEN %s %s DROP TABLE IF EXISTS %s; END IF; END$$;"
                .formatted(StrandedRows.keeping(taskId), forgetting(taskId), Fence.lockOf(taskId));
    }

    private static void forget(Connection connection, String taskId) throws SQLException {
        OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            SqlStatement.execute(
                    connection, "DO $$DECLARE held regclass; BEGIN %s END$$".formatted(forgetting(taskId)));
            SqlStatement.execute(connection, "DROP TABLE IF EXISTS " + Fence.lockOf(taskId));
        });
    }

    /** With its sub-tasks. In PL/pgSQL, table by table: in a session that begins as a replica no foreign key does it. */
    private static String forgetting(String taskId) {
        var task = Sql.literal(taskId);
        var parts = Sql.literal(taskId + SubTask.SEPARATOR);
        return "FOR held IN SELECT conrelid FROM pg_constraint WHERE confrelid = 'datamigration.task'::regclass"
                + " AND connamespace = 'datamigration'::regnamespace"
                + " LOOP EXECUTE format('DELETE FROM %s WHERE task_id = %L OR starts_with(task_id, %L)', held, " + task
                + ", "
                + parts + "); END LOOP;"
                + " DELETE FROM datamigration.task WHERE task_id = " + task + " OR starts_with(task_id, " + parts + ");"
                + " FOR held IN SELECT oid FROM pg_class WHERE relnamespace = 'datamigration'::regnamespace AND starts_with(relname, "
                + Sql.literal(Fence.LOCK + taskId + SubTask.SEPARATOR)
                + ") LOOP EXECUTE format('DROP TABLE %s', held); END LOOP;";
    }

    /** Who claims a task at this moment writes to the table that is locked here, and begins again once it is gone. */
    private static void dropIfUnused(Connection connection) throws SQLException {
        OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            if (isTrue(connection, UNUSED)) {
                SqlStatement.execute(connection, "LOCK TABLE datamigration.task IN EXCLUSIVE MODE");
                if (isTrue(connection, UNUSED)) {
                    remove(connection);
                }
            }
        });
    }

    /** Rows that somebody may still want stay, alone in the schema. */
    private static void remove(Connection connection) throws SQLException {
        var tables = SqlStatement.of(connection, ALL_TABLES).list(row -> row.getString(1));
        if (tables.stream().allMatch(CheckpointSchema::holdsCheckpoints)) {
            SqlStatement.execute(connection, "DROP SCHEMA " + NAME + " CASCADE");
            return;
        }
        for (var table : tables) {
            if (holdsCheckpoints(table)) {
                SqlStatement.execute(
                        connection, "DROP TABLE IF EXISTS " + NAME + "." + Sql.identifier(table) + " CASCADE");
            }
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        return SqlStatement.of(connection, question).isTrue();
    }
}
