package dev.datamigration.database.postgres.liveness;

import dev.datamigration.database.LivenessBounds;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Watches every connection of this process. One that something is expected from and that has been silent for a while may be
 * hard at work or dead; so its server is asked, over another connection, and whatever is dead is given up, which ends the
 * wait for it. So no statement needs a limit of its own, and none waits for ever.
 */
public final class ConnectionWatch {
    private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);
    private static final long TICK_MILLIS = 500;
    private static final ConnectionWatch PROCESS = new ConnectionWatch();

    private final Map<Asker, Set<WatchedConnection>> watched = new ConcurrentHashMap<>();
    private final Set<Asker> asking = ConcurrentHashMap.newKeySet();
    private final ExecutorService askers =
            OwnedThreads.pool("ask-server", error -> LOG.error("A server could not be asked", error));
    private volatile LivenessBounds bounds = LivenessBounds.DEFAULT;
    private boolean ticking;

    private ConnectionWatch() {}

    /** Opens the connection that a server is asked over. Equal ones ask the same server. */
    public interface Asker {
        /**
         * @param answer how long anything may take
         * @throws FailureException if it cannot be had
         */
        Connection open(Duration answer);

        /** Closes it again. */
        void close(Connection connection);
    }

    /** Sets how long silence is borne from now on, by all connections of this process. */
    public static void configure(LivenessBounds wanted) {
        PROCESS.bounds = wanted;
    }

    /**
     * Opens a connection and watches it for as long as it is open.
     *
     * @param open makes the connection with sockets of {@link TrackingSockets}, given this ticket
     * @param taken is told if something took the connection, but no session came of it
     */
    public static <E extends Exception> Connection watched(String ticket, Asker asker, Opening<E> open, Runnable taken)
            throws E, SQLException {
        try {
            var connection = open.open(ticket);
            var socket = TrackingSockets.take(ticket);
            if (socket != null) {
                var pid = connection.unwrap(PGConnection.class).getBackendPID();
                PROCESS.add(asker, new WatchedConnection(connection, socket, pid));
            }
            return connection;
        } finally {
            var failed = TrackingSockets.take(ticket);
            if (failed != null && failed.wasTaken()) {
                taken.run();
            }
        }
    }

    /** Makes a connection. */
    @FunctionalInterface
    public interface Opening<E extends Exception> {
        Connection open(String ticket) throws E;
    }

    private void add(Asker asker, WatchedConnection connection) {
        watched.compute(asker, (known, connections) -> {
            var set = connections == null ? ConcurrentHashMap.<WatchedConnection>newKeySet() : connections;
            set.add(connection);
            return set;
        });
        synchronized (this) {
            if (!ticking) {
                ticking = true;
                OwnedThreads.scheduled("watch-connections", 1, error -> LOG.error("Watching connections failed", error))
                        .scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Throws nothing: it would be the last look. */
    private void look() {
        try {
            for (var asker : watched.keySet()) {
                watched.computeIfPresent(asker, (same, connections) -> {
                    connections.removeIf(WatchedConnection::isClosed);
                    return connections.isEmpty() ? null : connections;
                });
                var silent = silent(asker);
                if (!silent.isEmpty() && asking.add(asker)) {
                    askers.execute(() -> ask(asker, silent));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Connections could not be looked at", e);
        }
    }

    private List<WatchedConnection> silent(Asker asker) {
        return watched.getOrDefault(asker, Set.of()).stream()
                .filter(connection ->
                        connection.silentNanos() >= bounds.silence().toNanos())
                .toList();
    }

    private void ask(Asker asker, List<WatchedConnection> silent) {
        try {
            var connection = asker.open(bounds.answer());
            try {
                var pids = silent.stream().map(WatchedConnection::pid).toList();
                ServerQuestion.ask(connection, pids)
                        .ifPresent(facts -> silent.forEach(one -> one.judge(facts.get(one.pid()))));
            } finally {
                asker.close(connection);
            }
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.Unreachable) {
                cannotBeAsked(silent);
            }
        } catch (SQLException e) {
            cannotBeAsked(silent);
        } catch (CancellationException e) {
            // the run ends, and cuts its connections by itself
        } finally {
            asking.remove(asker);
        }
    }

    private void cannotBeAsked(List<WatchedConnection> silent) {
        silent.stream()
                .filter(one -> one.silentNanos() >= bounds.unreachable().toNanos())
                .forEach(one -> one.giveUp("the server cannot be asked about it either"));
    }
}
