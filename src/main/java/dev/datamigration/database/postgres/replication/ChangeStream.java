package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogStream;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.replication.pgoutput.PgOutputDecoder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** The changes of one slot. */
final class ChangeStream implements LogStream {
    private static final String CONNECTION_FAILURE = "08006";
    private static final long STATUS_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The longest wait in the kernel: whoever wakes the reader is heard no sooner. */
    private static final int WAIT_MILLIS = 8;

    private static final long GATHERING_MILLIS = 2;

    private final RunScope scope;
    private final PostgresServer source;
    private final Connection connection;
    private final String slot;
    private final PGReplicationStream stream;
    private final GuardedSocket socket;
    private final ArrivalRate arrivals = new ArrivalRate();
    private final ComputedColumns computed;
    private final PartitionRouting routing;
    private final AtomicReference<Lsn> confirmed = new AtomicReference<>(Lsn.ZERO);
    private boolean inTransaction;
    private Instant committed = Instant.EPOCH;
    private Lsn received;
    private long lastStatus = System.nanoTime();
    private volatile boolean woken;

    /** @param computed null where the log has none */
    private ChangeStream(
            RunScope scope,
            PostgresServer source,
            Connection connection,
            String slot,
            PGReplicationStream stream,
            GuardedSocket socket,
            ComputedColumns computed,
            PartitionRouting routing) {
        this.computed = computed;
        this.routing = routing;
        this.scope = scope;
        this.source = source;
        this.connection = connection;
        this.slot = slot;
        this.stream = stream;
        this.socket = socket;
        this.received = Lsn.ZERO;
    }

    /**
     * Starts to read a slot.
     *
     * @param from transactions whose commit record is before it are left out; what the slot has confirmed already is
     *     never sent again, so {@link Position#NONE} means from there on
     * @param purpose what for, seen in {@code pg_stat_activity}
     * @param widestRow in bytes; of a change with a wider row only that it came is told, by a {@link
     *     LogMessage.TooWide}
     */
    static ChangeStream open(
            RunScope scope,
            PostgresServer source,
            String slot,
            String publication,
            Position from,
            String purpose,
            long widestRow) {
        var connection = SlotFailures.openReplication(source, scope, purpose);
        try {
            // Status is sent by next() and not by the driver's timer, which would also limit the time that one wide
            // message may take to arrive; and only what is confirmed here is ever reported as flushed.
            var computed = ComputedColumns.of(scope, source, connection, publication);
            var routing = PartitionRouting.of(scope, source);
            var socket = StreamGuard.install(connection, widestRow);
            var options = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withStartPosition(LogSequenceNumber.valueOf(Lsn.of(from).value()))
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", quoted(publication))
                    .withStatusInterval(0, TimeUnit.SECONDS)
                    .withAutomaticFlush(false);
            if (StructureTrigger.isKnownTo(connection)) {
                options = options.withSlotOption("messages", true);
            }
            var stream = options.start();
            return new ChangeStream(scope, source, connection, slot, stream, socket, computed, routing);
        } catch (SQLException e) {
            scope.close(connection);
            throw source.failure(scope, "starting to read the log", e);
        }
    }

    private static String quoted(String publication) {
        return '"' + publication.replace("\"", "\"\"") + '"';
    }

    @Override
    public LogMessage next(long timeoutMillis) {
        return next(timeoutMillis, null);
    }

    @Override
    public LogMessage nextOrMoved(long timeoutMillis) {
        return next(timeoutMillis, received);
    }

    private LogMessage next(long timeoutMillis, Lsn before) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (true) {
            var message = pending();
            if (message != null) {
                return message;
            }
            keepAlive();
            if (woken || System.nanoTime() >= deadline || (before != null && !received.equals(before))) {
                return null;
            }
            awaitMore();
        }
    }

    /**
     * Where messages come one close upon the other, or are old already, it lets some gather first: to wake this thread for each costs the server more
     * than to decode and send it, and us as much again. Else it waits for the next, which is then read as soon as it comes.
     */
    private void awaitMore() {
        if (arrivals.letsGather(Duration.between(committed, Instant.now()), System.nanoTime())) {
            scope.pause(GATHERING_MILLIS);
        }
        scope.throwIfCancelled();
        try {
            socket.await(WAIT_MILLIS);
        } catch (IOException e) {
            throw broken(new SQLException("the connection was lost", CONNECTION_FAILURE, e));
        }
    }

    @Override
    public void wake() {
        woken = true;
    }

    private LogMessage pending() {
        var message = arrived();
        while (message != null && isOfNobody(message)) {
            message = arrived();
        }
        return message;
    }

    /** What others write into the log is nothing of ours, and may stand outside of any transaction. */
    private boolean isOfNobody(LogMessage message) {
        return message instanceof LogMessage.Other
                || message instanceof LogMessage.StructureChange change
                        && !change.capture().equals(slot);
    }

    private LogMessage arrived() {
        try {
            var buffer = stream.readPending();
            if (buffer == null) {
                noteReceived();
                return null;
            }
            arrivals.one();
            var message = PgOutputDecoder.decode(buffer);
            if (message instanceof LogMessage.Begin begin) {
                inTransaction = true;
                committed = begin.commitTime();
            } else if (message instanceof LogMessage.Commit commit) {
                inTransaction = false;
                advance(Lsn.of(commit.end()));
            }
            return routing.route(computed == null ? message : computed.without(message));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Between transactions, the driver's position is the last commit's or, if newer, the last keepalive's. */
    private void noteReceived() {
        if (!inTransaction) {
            advance(new Lsn(stream.getLastReceiveLSN().asLong()));
        }
    }

    private void advance(Lsn position) {
        if (position.compareTo(received) > 0) {
            received = position;
        }
    }

    @Override
    public Lsn received() {
        return received;
    }

    @Override
    public void confirm(Position applied) {
        var position = Lsn.of(applied);
        confirmed.accumulateAndGet(position, (old, next) -> old.compareTo(next) >= 0 ? old : next);
    }

    @Override
    public void keepAlive() {
        try {
            apply(confirmed.get());
            if (System.nanoTime() - lastStatus >= STATUS_NANOS) {
                lastStatus = System.nanoTime();
                stream.forceUpdateStatus();
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void apply(Lsn position) {
        if (position.value() != 0) {
            var lsn = LogSequenceNumber.valueOf(position.value());
            stream.setFlushedLSN(lsn);
            stream.setAppliedLSN(lsn);
        }
    }

    private RuntimeException broken(SQLException error) {
        return source.failure(scope, "reading the log", error);
    }

    @Override
    public void close() {
        try {
            if (!scope.isCancelled() && !stream.isClosed()) {
                apply(confirmed.get());
                stream.forceUpdateStatus();
            }
        } catch (SQLException e) {
            // the server is gone: what was confirmed is sent again and skipped
        }
        scope.close(connection);
    }
}
