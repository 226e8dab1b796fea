package dev.datamigration.transfer.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.TaskMention;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Which task has which table of the target for its rows, from before the first object is made there until the task has ended.
 * Of two tasks that want the same table the one has all that it wants whose transaction commits first.
 */
public final class ClaimedTables {
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

    private ClaimedTables() {}

    /**
     * Takes the tables for a task, as part of a transaction that has passed the {@link Fence}. Waits for another that takes one of them.
     *
     * @param tables by their names on the target; those that the task has already stay its own
     * @throws FailureException {@link FailureCode#TargetTableTaken} if another task has one of them; then nothing may be committed
     */
    public static void claim(Connection target, String taskId, Collection<TableName> tables) throws SQLException {
        var schemas = tables.stream().map(TableName::schema).toArray(String[]::new);
        var names = tables.stream().map(TableName::table).toArray(String[]::new);
        try (var claim = target.prepareStatement(CLAIM)) {
            claim.setString(1, taskId);
            claim.setArray(2, target.createArrayOf("text", schemas));
            claim.setArray(3, target.createArrayOf("text", names));
            claim.executeUpdate();
        }
        try (var taken = target.prepareStatement(TAKEN)) {
            taken.setArray(1, target.createArrayOf("text", schemas));
            taken.setArray(2, target.createArrayOf("text", names));
            taken.setString(3, taskId);
            try (var result = taken.executeQuery()) {
                if (result.next()) {
                    throw taken(new TableName(result.getString(1), result.getString(2)), result.getString(3));
                }
            }
        }
    }

    private static FailureException taken(TableName table, String other) {
        return new FailureException(new Failure(
                FailureCode.TargetTableTaken,
                Side.Target,
                "The table %s of the target is for the rows of another task (%s)."
                        .formatted(table, TaskMention.of(other)),
                remedy(table, List.of(other)) + ". Then resume."));
    }

    /** What can be done about a table that others have for their rows. */
    public static String remedy(TableName table, Collection<String> others) {
        return "End that task, or leave %s out of this one, or give it another name by spec.objects.renameTables; %s"
                .formatted(
                        table,
                        String.join(
                                "; ", others.stream().map(TaskMention::lookUp).toList()));
    }
}
