package dev.datamigration.database.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A connection in autocommit mode that compares rows, and whose errors say which server they come from. Every question may
 * throw a {@link dev.datamigration.failure.FailureException} for an error of the server, and a
 * {@link java.util.concurrent.CancellationException} when the run was cancelled.
 */
public interface ComparisonSession extends AutoCloseable {
    <T> T ask(Question<T> question);

    /** As {@link #ask}, in a transaction in which all statements see the same snapshot. */
    <T> T askInSnapshot(Question<T> question);

    /**
     * As {@link #ask}, in a transaction that is rolled back unless the question commits it; each statement sees its
     * own snapshot, and results can be streamed.
     */
    <T> T askInTransaction(Question<T> question);

    /** As {@link #ask}, but empty where somebody holds a lock that is in the way. */
    <T> Optional<T> askWithoutWaiting(Question<T> question);

    /** From now on a lock that is in the way is soon an error. */
    void waitBriefly();

    @Override
    void close();

    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
