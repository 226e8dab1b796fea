package dev.datamigration.database.checkpoint;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SupersededException;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps two workers of one task from ever both writing to a database. A worker claims the task with its epoch; every transaction
 * of ours that writes rows or checkpoints first checks that the epoch is still its own, and keeps others from claiming the task
 * until it ends. So a claim waits for the older worker's transactions, and the older worker's next transaction is refused.
 */
public interface EpochFence {

    /** Says what is written in a transaction; committing it is not its business. */
    @FunctionalInterface
    interface Writes {
        void make() throws SQLException;
    }

    /**
     * Installs the checkpoints where they are not, and takes the task over; the connection must be in autocommit mode. Where
     * the last other task removes them meanwhile, it begins again.
     *
     * @throws FailureException {@link FailureCode#Superseded} if a newer epoch holds it
     */
    void enter(Connection connection, RunScope scope) throws SQLException;

    /** Statements that let an account do {@link #enter} here, for a person who may run them. */
    String permission(DatabaseAccess account);

    /**
     * Takes the task over where the checkpoints are installed; the connection must be in autocommit mode.
     *
     * @throws SupersededException if a later epoch holds it, or another process under the same one
     */
    void claim(Connection connection, RunScope scope) throws SQLException;

    /** Returns whether some worker of the task has claimed this database; the checkpoints must be installed. */
    boolean knows(Connection connection, String taskId) throws SQLException;

    /**
     * Has every transaction of a helper refused that was engaged before; in a transaction that {@link #check} began.
     *
     * @return the claim that helpers may be engaged under from now on: another one each time, and whenever a worker takes the task
     *     over
     */
    long dismissHelpers(Connection connection, RunScope scope) throws SQLException;

    /**
     * Must be the first thing that every writing transaction does: it keeps the task's claim until commit.
     *
     * @throws SupersededException if a later worker has claimed the task, or the scope is that of a helper which was asked under
     *     an earlier claim
     * @throws FailureException {@link FailureCode#CheckpointsBehind} if our own claim is gone
     */
    void check(Connection connection, RunScope scope) throws SQLException;

    /**
     * Writes in one transaction that {@link #check} begins.
     *
     * @param connection in autocommit mode, as it is again afterwards
     * @throws SupersededException if a later worker has claimed the task; then, as after any error, nothing was written
     */
    void transaction(Connection connection, RunScope scope, Writes writes) throws SQLException;
}
