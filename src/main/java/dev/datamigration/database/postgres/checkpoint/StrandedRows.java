package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Rows that were written late and are on one side only, once their task is forgotten: in a table of their own beside the
 * checkpoints, which stays until a person drops it.
 */
public final class StrandedRows {
    /** The beginning of the names of these tables; checkpoints are in none of them. */
    private static final String PREFIX = "stranded_";

    private StrandedRows() {}

    /** The table for the rows of a task, as it is written in SQL. */
    static String table(String taskId) {
        return CheckpointSchema.NAME + "." + Sql.identifier(PREFIX + taskId.replace('-', '_'));
    }

    /** Reads them, in the order in which they were written in each switchover. */
    public static String reading(String taskId) {
        return "SELECT * FROM " + table(taskId) + " ORDER BY round, number;";
    }

    /** Drops them for good. */
    public static String removal(String taskId) {
        return "DROP TABLE " + table(taskId) + ";";
    }

    /** Returns whether the table of this name, in the schema of the checkpoints, is one of these. */
    static boolean isTable(String name) {
        return name.startsWith(PREFIX);
    }

    /** Copies them where there are any, once. */
    public static void keep(Connection connection, String taskId) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return;
        }
        if (!isThere(connection, taskId)
                && SqlStatement.of(connection, "SELECT EXISTS (SELECT 1 FROM " + rows(taskId) + ")")
                        .isTrue()) {
            SqlStatement.execute(connection, "CREATE TABLE " + table(taskId) + " AS SELECT * FROM " + rows(taskId));
            SqlStatement.execute(
                    connection, "COMMENT ON TABLE " + table(taskId) + " IS " + Sql.literal(comment(taskId)));
        }
    }

    private static String rows(String taskId) {
        return "datamigration.late_row WHERE NOT carried AND task_id = " + Sql.literal(taskId);
    }

    private static String comment(String taskId) {
        return "Rows written on \"side\" after the application had left it, which are not on the other side. Nobody had"
                + " acknowledged them when the migration task " + taskId
                + " ended. Drop this table once they are dealt with.";
    }

    /** The same by hand, in PL/pgSQL. */
    static String keeping(String taskId) {
        return "IF to_regclass(%s) IS NULL AND EXISTS (SELECT 1 FROM %s) THEN CREATE TABLE %s AS SELECT * FROM %s; END IF;"
                .formatted(Sql.literal(table(taskId)), rows(taskId), table(taskId), rows(taskId));
    }

    /** Returns how many are kept of a task that is forgotten; empty where no table is. */
    public static OptionalLong kept(Connection connection, String taskId) throws SQLException {
        return isThere(connection, taskId)
                ? OptionalLong.of(SqlStatement.of(connection, "SELECT count(*) FROM " + table(taskId))
                        .one(row -> row.getLong(1)))
                : OptionalLong.empty();
    }

    private static boolean isThere(Connection connection, String taskId) throws SQLException {
        return SqlStatement.of(
                        connection, "SELECT pg_catalog.to_regclass(" + Sql.literal(table(taskId)) + ") IS NOT NULL")
                .isTrue();
    }
}
