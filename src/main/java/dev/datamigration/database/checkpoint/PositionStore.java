package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One position in a log that a task has come to, as the database that is written to has it. */
public interface PositionStore {

    /** Returns what is known; empty where nothing is. The checkpoints must be installed. */
    Optional<AppliedRecord> read(Connection connection) throws SQLException;

    /** Returns whether anything is known; false where there are no checkpoints. */
    boolean isKnown(Connection connection) throws SQLException;

    /** Makes it, or puts it elsewhere in the log, but for its counts; within the caller's transaction. */
    void place(Connection connection, AppliedRecord record) throws SQLException;

    /** Forgets it. */
    void remove(Connection connection) throws SQLException;

    /**
     * Marks the caller's transaction as one of ours for whoever reads this database's log; must be its first change.
     *
     * @throws IllegalStateException if there is no position, so that the transaction would not be known
     */
    void mark(Connection connection) throws SQLException;

    /**
     * Moves a position that must be there, within the caller's transaction.
     *
     * @param last transaction received, or null where there was none since it was moved before
     * @param committedAt when that was committed where it was read, or null
     * @throws IllegalStateException if it is not
     */
    void move(Connection connection, Position position, TransactionId last, Instant committedAt) throws SQLException;

    /**
     * Moves the position and adds to the counts, within the caller's transaction.
     *
     * @param last transaction received, or null where there was none since it was moved before
     * @param committedAt when that was committed where it was read, or null
     */
    void advance(Connection connection, Position position, TransactionId last, Instant committedAt, ChangeCounts counts)
            throws SQLException;
}
