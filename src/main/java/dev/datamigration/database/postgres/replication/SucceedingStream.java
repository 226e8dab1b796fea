package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogStream;
import java.util.function.Supplier;

/** One stream up to a position, and another one from there on; transactions come once and in order. */
final class SucceedingStream implements LogStream {
    private final Position until;
    private final Supplier<LogStream> successor;
    private volatile LogStream current;
    private volatile boolean woken;
    private boolean succeeded;

    /**
     * @param first is read up to the position
     * @param successor opened once the first one is closed; its transactions commit at or after the position
     */
    SucceedingStream(LogStream first, Position until, Supplier<LogStream> successor) {
        this.current = first;
        this.until = until;
        this.successor = successor;
    }

    @Override
    public LogMessage next(long timeoutMillis) {
        return checked(current.next(timeoutMillis));
    }

    @Override
    public LogMessage nextOrMoved(long timeoutMillis) {
        return checked(current.nextOrMoved(timeoutMillis));
    }

    /** Null once instead of a message that comes again from the successor. */
    private LogMessage checked(LogMessage message) {
        if (succeeded || !isBeyond(message)) {
            return message;
        }
        current.close();
        current = successor.get();
        succeeded = true;
        if (woken) {
            current.wake();
        }
        return null;
    }

    private boolean isBeyond(LogMessage message) {
        return message == null
                ? current.received().covers(until)
                : message instanceof LogMessage.Begin begin && begin.before().covers(until);
    }

    @Override
    public void wake() {
        woken = true;
        current.wake();
    }

    @Override
    public Position received() {
        return succeeded ? until.later(current.received()) : current.received();
    }

    @Override
    public void confirm(Position applied) {
        current.confirm(applied);
    }

    @Override
    public void keepAlive() {
        current.keepAlive();
    }

    @Override
    public void close() {
        current.close();
    }
}
