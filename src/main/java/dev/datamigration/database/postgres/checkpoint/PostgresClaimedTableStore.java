package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.SubTask;
import dev.datamigration.database.checkpoint.ClaimedTableStore;
import dev.datamigration.database.postgres.catalog.RowFilters;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.database.session.TaskMention;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of {@code datamigration.target_table}. */
public record PostgresClaimedTableStore(String taskId) implements ClaimedTableStore {
    /** In one order, so that two never wait for each other. One that others have is left to them. */
    private static final String CLAIM = """
            INSERT INTO datamigration.target_table (target_schema, target_table, task_id)
            SELECT wanted.s, wanted.t, ? FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) wanted(s, t) ORDER BY wanted.s, wanted.t
            ON CONFLICT DO NOTHING
            """;

    private static final String TAKEN = """
            SELECT taken.target_schema, taken.target_table, taken.task_id
              FROM (SELECT target_schema, target_table, task_id FROM datamigration.target_table
                    UNION SELECT target_schema, target_table, task_id FROM datamigration.merged_table) taken
              JOIN ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) wanted(s, t) ON wanted.s = taken.target_schema AND wanted.t = taken.target_table
             WHERE taken.task_id <> ?
             ORDER BY 1, 2 LIMIT 1
            """;

    @Override
    public void claim(Connection connection, WantedTables tables) throws SQLException {
        // who claims a table alone and who claims it together see each other
        SqlStatement.execute(connection, "LOCK TABLE datamigration.target_table IN SHARE ROW EXCLUSIVE MODE");
        alone(connection, tables.alone());
        if (!tables.allAlone()) {
            new MergedTables(taskId).claim(connection, tables.together());
        }
    }

    private void alone(Connection connection, Collection<TableName> tables) throws SQLException {
        var schemas = SqlStatement.schemas(tables);
        var names = SqlStatement.names(tables);
        SqlStatement.of(connection, CLAIM).with(taskId, schemas, names).update();
        var taken = SqlStatement.of(connection, TAKEN)
                .with(schemas, names, taskId)
                .first(row -> taken(new TableName(row.getString(1), row.getString(2)), row.getString(3)));
        if (taken.isPresent()) {
            throw taken.get();
        }
    }

    @Override
    public void leave(Connection connection, Collection<TableName> tables) throws SQLException {
        for (var kept : List.of("target_table", "merged_table")) {
            SqlStatement.of(
                            connection,
                            "DELETE FROM datamigration." + kept
                                    + " WHERE task_id = ? AND target_schema = ? AND target_table = ?")
                    .batch(tables, table -> new Object[] {taskId, table.schema(), table.table()});
        }
    }

    @Override
    public Set<TableName> claimed(Connection connection) throws SQLException {
        return new TreeSet<>(SqlStatement.of(
                        connection,
                        "SELECT target_schema, target_table FROM datamigration.target_table WHERE task_id = ?"
                                + " UNION SELECT target_schema, target_table FROM datamigration.merged_table WHERE task_id = ?")
                .with(taskId, taskId)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    static FailureException taken(TableName table, String other) {
        return new FailureException(new Failure(
                FailureCode.TargetTableTaken,
                Side.Target,
                "The table %s of the target is for the rows of another task (%s)."
                        .formatted(table, TaskMention.of(SubTask.mainOf(other))),
                remedy(table, List.of(SubTask.mainOf(other))) + ". Then resume."));
    }

    /** Returns what can be done about a table that others have for their rows. */
    public static String remedy(TableName table, Collection<String> others) {
        return "End that task, or leave %s out of this one, or give it another name by spec.objects.renameTables; %s"
                .formatted(
                        table,
                        String.join(
                                "; ", others.stream().map(TaskMention::lookUp).toList()));
    }

    /**
     * Rows of {@code datamigration.merged_table}. A table that is not there yet is only noted: whoever loads rows claims it once more
     * when it is, and before any row.
     */
    private record MergedTables(String taskId) {
        private static final String ALONE = """
                SELECT task_id FROM datamigration.target_table
                 WHERE target_schema = ? AND target_table = ? AND task_id <> ?
                """;

        private static final String OTHERS = """
                SELECT task_id, condition FROM datamigration.merged_table
                 WHERE target_schema = ? AND target_table = ? AND task_id <> ? ORDER BY 1
                """;

        private static final String CLAIM = """
                INSERT INTO datamigration.merged_table (target_schema, target_table, task_id, condition)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (target_schema, target_table, task_id) DO UPDATE SET condition = excluded.condition
                """;

        void claim(Connection connection, Map<TableName, RowCondition> tables) throws SQLException {
            for (var wanted : new TreeMap<>(tables).entrySet()) {
                claim(connection, wanted.getKey(), wanted.getValue());
            }
        }

        private void claim(Connection connection, TableName table, RowCondition condition) throws SQLException {
            var alone = SqlStatement.of(connection, ALONE)
                    .with(table.schema(), table.table(), taskId)
                    .first(row -> row.getString(1));
            if (alone.isPresent()) {
                throw PostgresClaimedTableStore.taken(table, alone.get());
            }
            if (exists(connection, table)) {
                for (var other : others(connection, table, taskId).entrySet()) {
                    if (!RowFilters.exclude(connection, table, condition, new RowCondition(other.getValue()))) {
                        throw notApart(table, condition.text(), other.getKey(), other.getValue());
                    }
                }
            }
            SqlStatement.of(connection, CLAIM)
                    .with(table.schema(), table.table(), taskId, condition.text())
                    .update();
        }

        private static boolean exists(Connection connection, TableName table) throws SQLException {
            return SqlStatement.of(connection, "SELECT pg_catalog.to_regclass(?) IS NOT NULL")
                    .with(Sql.quoted(table))
                    .isTrue();
        }

        /** The conditions of other tasks on a table, by their UIDs. */
        static Map<String, String> others(Connection connection, TableName table, String own) throws SQLException {
            return SqlStatement.of(connection, OTHERS)
                    .with(table.schema(), table.table(), own)
                    .map(row -> Map.entry(row.getString(1), row.getString(2)));
        }

        private static FailureException notApart(TableName table, String own, String other, String theirs) {
            return new FailureException(
                    new Failure(
                            FailureCode.TargetTableTaken,
                            Side.Target,
                            "The table %s of the target is also for rows of another task (%s), and the server does not see that the conditions of both exclude each other: %s, and there %s."
                                    .formatted(table, TaskMention.of(other), own, theirs),
                            "End this task and start one with a condition in spec.objects.rows that compares the same column or expression with other constants, for instance tenant = 3 and tenant = 7, or id % 8 = 0 and id % 8 = 1."));
        }
    }
}
