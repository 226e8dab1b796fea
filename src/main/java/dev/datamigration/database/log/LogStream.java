package dev.datamigration.database.log;

import dev.datamigration.database.Position;

/**
 * The changes that one capture keeps, in commit order. One thread reads; {@link #confirm} and {@link #wake} may be called by
 * any.
 *
 * <p>The server is told how far everything is safe only by {@link #confirm}. It also wants to hear from us now and then:
 * whoever cannot take the next message for long calls {@link #keepAlive} meanwhile.
 */
public interface LogStream extends AutoCloseable {

    /**
     * The next message, or null when none came in time.
     *
     * @param timeoutMillis how long to wait; 0 only takes what has arrived
     * @throws dev.datamigration.failure.FailureException if the stream broke
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    LogMessage next(long timeoutMillis);

    /** As {@link #next}, but also null as soon as {@link #received} has moved. */
    LogMessage nextOrMoved(long timeoutMillis);

    /** Makes {@link #next} wait no more, from now on; by any thread. */
    void wake();

    /**
     * The position up to which every committed transaction has been returned by {@link #next}. Covers nothing at first.
     */
    Position received();

    /** Lets the server forget the log before this position, at the next occasion; never goes back. */
    void confirm(Position applied);

    /** Tells the server that we live and what is confirmed, if it is time to. Called by the reading thread. */
    void keepAlive();

    /** Tells the server what is confirmed, if it still listens, and lets the capture go. */
    @Override
    void close();
}
