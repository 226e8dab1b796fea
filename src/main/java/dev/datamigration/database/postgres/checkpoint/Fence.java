package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SupersededException;
import dev.datamigration.database.checkpoint.EpochFence;
import dev.datamigration.database.postgres.sql.OneTransaction;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps two workers of one task from ever both writing. A worker claims the task with its epoch; every transaction of
 * ours that writes rows or checkpoints first takes the task's lock, shared, and checks that the epoch is still its own. A
 * claim takes the lock alone: it waits for the older worker's transactions, and the older worker's next transaction is
 * refused. The lock is that of an empty table of the task's own: nobody without rights on it can take it, it is granted in
 * the order of asking, and sharing it costs no more than reading a table does (decision 25).
 */
public final class Fence implements EpochFence {
    /** The schema, or a table of it, does not exist. */
    private static final Set<String> GONE = Set.of("3F000", "42P01");

    /** What the names of the tables begin with whose locks are tasks'. */
    static final String LOCK = "lock_";

    /** Tells this process from another that was given the same epoch, as by an operator whose memory was restored. */
    private static final String PROCESS = UUID.randomUUID().toString();

    /**
     * Installs the checkpoints where they are not, and takes the task over; the connection must be in autocommit mode. Where
     * the last other task removes the schema meanwhile, it begins again.
     *
     * @throws FailureException {@link FailureCode#Superseded} if a newer epoch holds it
     */
    public static void enter(Connection connection, String taskId, long epoch) throws SQLException {
        SchemaRaces.overcome(() -> {
            CheckpointSchema.install(connection);
            claim(connection, taskId, epoch);
        });
    }

    /**
     * Takes the task over where the checkpoints are installed; the connection must be in autocommit mode.
     *
     * @throws SupersededException if a later epoch holds it, or another process under the same one
     */
    public static void claim(Connection connection, String taskId, long epoch) throws SQLException {
        SchemaRaces.overcome(() -> makeLock(connection, taskId));
        OneTransaction.run(connection, () -> {
            // whoever only reads all tables, as a backup does, is in nobody's way
            SqlStatement.execute(connection, "LOCK TABLE " + lockOf(taskId) + " IN EXCLUSIVE MODE");
            write(connection, taskId, epoch);
        });
    }

    @Override
    public void enter(Connection connection, RunScope scope) throws SQLException {
        enter(connection, scope.taskId(), scope.epoch());
    }

    @Override
    public String permission(DatabaseAccess account) {
        return "GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(Sql.identifier(account.database()), Sql.identifier(account.user()));
    }

    @Override
    public void claim(Connection connection, RunScope scope) throws SQLException {
        claim(connection, scope.taskId(), scope.epoch());
    }

    private static void makeLock(Connection connection, String taskId) throws SQLException {
        SqlStatement.execute(connection, "CREATE TABLE IF NOT EXISTS " + lockOf(taskId) + " ()");
        SqlStatement.execute(connection, "REVOKE ALL ON TABLE " + lockOf(taskId) + " FROM PUBLIC");
    }

    /** The table whose lock is the task's; there since its first claim. */
    static String lockOf(String taskId) {
        return CheckpointSchema.NAME + "." + Sql.identifier(LOCK + taskId);
    }

    private static void write(Connection connection, String taskId, long epoch) throws SQLException {
        var written =
                SqlStatement.of(connection, """
                        INSERT INTO datamigration.task (task_id, epoch) VALUES (?, ?)
                        ON CONFLICT (task_id) DO UPDATE SET epoch = excluded.epoch, claims = task.claims + 1
                         WHERE task.epoch < excluded.epoch
                            OR task.epoch = excluded.epoch AND NOT EXISTS (
                                 SELECT 1 FROM datamigration.task_holder AS holder WHERE holder.task_id = task.task_id AND holder.process <> ?)
                        """).with(taskId, epoch, PROCESS).update();
        if (written == 0) {
            throw new SupersededException(taskId, epoch, holder(connection, taskId));
        }
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.task_holder (task_id, process) VALUES (?, ?)
                        ON CONFLICT (task_id) DO UPDATE SET process = excluded.process
                        """).with(taskId, PROCESS).update();
    }

    private static long holder(Connection connection, String taskId) throws SQLException {
        return number(connection, "SELECT epoch FROM datamigration.task WHERE task_id = ?", taskId);
    }

    private static long number(Connection connection, String query, String taskId) throws SQLException {
        return SqlStatement.of(connection, query)
                .with(taskId)
                .first(row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public boolean knows(Connection connection, String taskId) throws SQLException {
        return SqlStatement.of(connection, "SELECT 1 FROM datamigration.task WHERE task_id = ?")
                .with(taskId)
                .exists();
    }

    /**
     * Must be the first statement of every writing transaction: the lock it takes is shared among the workers' own
     * connections and holds until commit.
     *
     * @throws SupersededException if a later worker has claimed the task
     * @throws FailureException {@link FailureCode#CheckpointsBehind} if our own claim is gone
     */
    public static void check(Connection connection, String taskId, long epoch) throws SQLException {
        try {
            lockAndCompare(connection, taskId, epoch);
        } catch (SQLException e) {
            if (GONE.contains(String.valueOf(e.getSQLState()))) {
                throw behind(taskId, epoch);
            }
            throw e;
        }
    }

    @Override
    public void transaction(Connection connection, RunScope scope, Writes writes) throws SQLException {
        OneTransaction.run(connection, () -> {
            check(connection, scope);
            writes.make();
        });
    }

    /** As {@link #transaction(Connection, RunScope, EpochFence.Writes)}, for what a helper never does. */
    public static void transaction(Connection connection, String taskId, long epoch, Writes writes)
            throws SQLException {
        OneTransaction.run(connection, () -> {
            check(connection, taskId, epoch);
            writes.make();
        });
    }

    private static void lockAndCompare(Connection connection, String taskId, long epoch) throws SQLException {
        // two statements in one round trip: only the second's snapshot is sure to be newer than the lock
        try (var statement = connection.prepareStatement("LOCK TABLE " + lockOf(taskId)
                + " IN ROW SHARE MODE; SELECT epoch FROM datamigration.task WHERE task_id = ?")) {
            statement.setString(1, taskId);
            statement.execute();
            statement.getMoreResults();
            try (var result = statement.getResultSet()) {
                var holder = result.next() ? result.getLong(1) : 0;
                if (holder < epoch) {
                    throw behind(taskId, epoch);
                }
                if (holder > epoch) {
                    throw new SupersededException(taskId, epoch, holder);
                }
            }
        }
    }

    @Override
    public void check(Connection connection, RunScope scope) throws SQLException {
        check(connection, scope.taskId(), scope.epoch());
        var helping = scope.helping();
        if (helping != null
                && number(connection, "SELECT claims FROM datamigration.task WHERE task_id = ?", scope.taskId())
                        != helping.claim()) {
            throw new SupersededException(scope.taskId(), scope.epoch(), scope.epoch());
        }
    }

    @Override
    public long dismissHelpers(Connection connection, RunScope scope) throws SQLException {
        return number(
                connection,
                "UPDATE datamigration.task SET claims = claims + 1 WHERE task_id = ? RETURNING claims",
                scope.taskId());
    }

    private static FailureException behind(String taskId, long epoch) {
        return new FailureException(
                new Failure(
                        FailureCode.CheckpointsBehind,
                        null,
                        "The claim of worker %d of task %s is not in the checkpoints any more: their database was put back to an earlier state, or somebody has removed them."
                                .formatted(epoch, taskId),
                        "End this task, empty its tables on the side that was written to, and start a new task, which loads them again."));
    }
}
