package dev.datamigration.testing.shop;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection of the writer, on a thread of its own. */
final class ShopClerk {
    private static final long RECONNECT_PAUSE_NANOS = 200_000_000;

    private final TestDatabase database;
    private final ShopScale scale;
    private final SplittableRandom random;
    private final long intervalNanos;
    private final TransactionMix mix = new TransactionMix();
    private final Deque<Long> orders = ShopSession.noOrders();
    private final AtomicLong committed = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile SQLException defect;

    ShopClerk(TestDatabase database, ShopScale scale, WriterSettings settings, int number) {
        this.database = database;
        this.scale = scale;
        this.random = new SplittableRandom(settings.seed() * 1000 + number);
        this.intervalNanos = 1_000_000_000L * settings.connections() / settings.transactionsPerSecond();
        this.thread = new Thread(this::work, "shop-clerk-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long committed() {
        return committed.get();
    }

    /** It finishes its transaction, and waits for no next one. */
    void askToStop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void rethrow() {
        if (defect != null) {
            throw new IllegalStateException("the writer gave up", defect);
        }
    }

    private void work() {
        while (!stopping && defect == null) {
            try (var connection = open()) {
                serve(connection);
            } catch (SQLException e) {
                retryLater(e);
            }
        }
    }

    private void retryLater(SQLException e) {
        if (WriterErrors.isConnectionLost(e)) {
            LockSupport.parkNanos(RECONNECT_PAUSE_NANOS);
        } else {
            defect = e;
        }
    }

    private void serve(Connection connection) throws SQLException {
        var session = new ShopSession(connection, random, scale, orders);
        var due = System.nanoTime();
        while (!stopping) {
            transact(connection, session, mix.next(random));
            due += intervalNanos;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void transact(Connection connection, ShopSession session, ShopTransaction transaction) throws SQLException {
        try {
            transaction.run(session);
            connection.commit();
            committed.incrementAndGet();
        } catch (SQLException e) {
            if (!WriterErrors.isContention(e)) {
                throw e;
            }
            connection.rollback();
        }
    }

    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name()
                        + "?ApplicationName=shop&connectTimeout=5",
                database.user(),
                database.password());
        connection.setAutoCommit(false);
        return connection;
    }
}
