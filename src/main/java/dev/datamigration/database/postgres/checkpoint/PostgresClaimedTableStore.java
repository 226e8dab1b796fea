package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.SubTask;
import dev.datamigration.database.checkpoint.ClaimedTableStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.session.TaskMention;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
              FROM datamigration.target_table taken
              JOIN ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) wanted(s, t) ON wanted.s = taken.target_schema AND wanted.t = taken.target_table
             WHERE taken.task_id <> ?
             ORDER BY 1, 2 LIMIT 1
            """;

    @Override
    public void claim(Connection connection, Collection<TableName> tables) throws SQLException {
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
    public void leave(Connection connection, TableName table) throws SQLException {
        SqlStatement.of(
                        connection,
                        "DELETE FROM datamigration.target_table WHERE task_id = ? AND target_schema = ? AND target_table = ?")
                .with(taskId, table.schema(), table.table())
                .update();
    }

    @Override
    public Set<TableName> claimed(Connection connection) throws SQLException {
        return new TreeSet<>(SqlStatement.of(
                        connection,
                        "SELECT target_schema, target_table FROM datamigration.target_table WHERE task_id = ?")
                .with(taskId)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    private static FailureException taken(TableName table, String other) {
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
}
