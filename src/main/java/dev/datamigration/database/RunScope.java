package dev.datamigration.database;

import dev.datamigration.thread.OwnedThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The life of one run of a task's worker: everything it opened, and the one switch that ends it. Cancelling is
 * idempotent and safe from any thread; it interrupts statements under way on the servers and cuts the connections.
 */
public final class RunScope {
    private static final Logger LOG = Logger.getLogger(RunScope.class);
    private static final Executor CUTTERS =
            OwnedThreads.pool("cut-connection", error -> LOG.warn("A connection could not be cut", error));

    private final String taskId;
    private final long epoch;
    private final Map<Connection, Interruption> connections = new ConcurrentHashMap<>();
    private final Set<RunScope> children = ConcurrentHashMap.newKeySet();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final RunScope parent;
    private final Helping helping;

    /**
     * Holds what a helper's run is bound to besides.
     *
     * @param number of the helper, from 1
     * @param claim which claim of its epoch the leading worker wrote when it asked for help
     */
    public record Helping(int number, long claim) {}

    /** Ends what a connection's server is doing for it, from another thread, and leaves the connection open. */
    @FunctionalInterface
    public interface Interruption {
        void interrupt() throws SQLException;
    }

    /** @param taskId the Kubernetes UID of the task */
    public RunScope(String taskId, long epoch) {
        this(taskId, epoch, null, null);
    }

    /** A scope of a helper. */
    public RunScope(String taskId, long epoch, Helping helping) {
        this(taskId, epoch, helping, null);
    }

    private RunScope(String taskId, long epoch, Helping helping, RunScope parent) {
        this.taskId = taskId;
        this.epoch = epoch;
        this.helping = helping;
        this.parent = parent;
    }

    /** A scope within this one: it can be cancelled alone, and is cancelled with this one. */
    public RunScope child() {
        return child(taskId);
    }

    /** As {@link #child()}, of a {@link SubTask} with that ID. */
    public RunScope child(String id) {
        var child = new RunScope(id, epoch, helping, this);
        children.add(child);
        if (isCancelled()) {
            child.cancel();
        }
        return child;
    }

    public String taskId() {
        return taskId;
    }

    public long epoch() {
        return epoch;
    }

    /** Null for the task's own worker. */
    public Helping helping() {
        return helping;
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** @throws CancellationException once the run is cancelled */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the run was cancelled");
        }
    }

    /**
     * Waits, but no longer than the run lives.
     *
     * @throws CancellationException once the run is cancelled
     */
    public void pause(long millis) {
        try {
            if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
                throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    /**
     * Takes a connection into the scope. A scope that is already cancelled closes it at once and throws.
     *
     * @param interruption of the connection
     */
    public <C extends Connection> C register(C connection, Interruption interruption) {
        connections.put(connection, interruption);
        if (isCancelled()) {
            cut(connection);
            throwIfCancelled();
        }
        return connection;
    }

    /** Closes a connection of this scope; errors while closing do not matter and are dropped. */
    public void close(Connection connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone either way
        }
    }

    /** Returns at once: asking a server to end a statement may take as long as a connection to it. */
    public void cancel() {
        cancelled.countDown();
        children.forEach(RunScope::cancel);
        connections.keySet().forEach(connection -> CUTTERS.execute(() -> cut(connection)));
        if (parent != null) {
            parent.children.remove(this);
        }
    }

    private void cut(Connection connection) {
        var interruption = connections.remove(connection);
        if (interruption == null) {
            return;
        }
        try {
            interruption.interrupt();
        } catch (SQLException | RuntimeException e) {
            // nothing was running, or the server is gone
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone either way
        }
    }
}
