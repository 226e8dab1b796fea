package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogStream;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Transactions of a log, each with nothing in it, sent as a server would; after the last one its end has been received. */
public final class StoredLog implements LogStream {
    public static final Instant MORNING = Instant.parse("2026-11-30T06:00:00Z");

    private final Deque<LogMessage> messages = new ArrayDeque<>();
    private final Lsn end;
    private Lsn received = Lsn.ZERO;
    Position confirmed;
    boolean closed;
    boolean woken;

    /** @param end of the log, beyond its transactions */
    public StoredLog(long end) {
        this.end = new Lsn(end);
    }

    /** One more, committed so many seconds after {@link #MORNING}. */
    public StoredLog transaction(long at, int seconds) {
        var commit = new CommitRecord(new Lsn(at));
        messages.add(new LogMessage.Begin(commit, new Lsn(at), MORNING.plusSeconds(seconds)));
        messages.add(new LogMessage.Commit(commit, new Lsn(at + 1), MORNING.plusSeconds(seconds)));
        return this;
    }

    @Override
    public LogMessage next(long timeoutMillis) {
        var message = messages.poll();
        if (message instanceof LogMessage.Commit commit) {
            received = (Lsn) commit.end();
        } else if (message == null) {
            received = end;
        }
        return message;
    }

    @Override
    public LogMessage nextOrMoved(long timeoutMillis) {
        return next(timeoutMillis);
    }

    @Override
    public void wake() {
        woken = true;
    }

    @Override
    public Position received() {
        return received;
    }

    @Override
    public void confirm(Position applied) {
        confirmed = applied;
    }

    @Override
    public void keepAlive() {}

    @Override
    public void close() {
        closed = true;
    }
}
