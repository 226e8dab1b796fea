package dev.datamigration.faults.journal;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection of the application and the thread that uses it. A connection that is lost is made again for as long as it
 * takes, and what became of the transaction under way is read from its row in {@code public.token}.
 */
final class WriterSession {
    private static final Duration RETRY = Duration.ofMillis(200);

    final int number;
    final Journal journal = new Journal();
    private final Transactions transactions;
    private final Duration pause;
    private final Random random;
    private Rows rows = new Rows();
    private volatile boolean shut = true;
    private volatile Throwable defect;
    private Thread thread;

    WriterSession(int number, Transactions transactions, Duration pause, Random random) {
        this.number = number;
        this.transactions = transactions;
        this.pause = pause;
        this.random = random;
    }

    void open(TestDatabase database) {
        shut = false;
        thread = new Thread(() -> work(database), "writer-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells it to end after the transaction under way. */
    void shut() {
        shut = true;
    }

    void join() {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (defect != null) {
            throw new IllegalStateException("writer " + number + " failed", defect);
        }
    }

    private void work(TestDatabase database) {
        Attempt attempt = null;
        try {
            while (!shut || attempt != null) {
                try (var connection = connect(database)) {
                    if (attempt != null) {
                        settle(connection, attempt);
                        attempt = null;
                    }
                    while (!shut) {
                        attempt = new Attempt(journal.last() + 1, new Draft(connection, rows, random));
                        settled(attempt, transactions.perform(connection, this, attempt));
                        attempt = null;
                        LockSupport.parkNanos(pause.toNanos());
                    }
                } catch (SQLException e) {
                    if (isDefect(e)) {
                        throw e;
                    }
                    LockSupport.parkNanos(RETRY.toNanos()); // the server is away, or has cut the connection
                }
            }
        } catch (Throwable e) {
            defect = e;
        }
    }

    /** What a server that is being killed, restarted, or refuses writes for a while does not explain. */
    private static boolean isDefect(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
    }

    /** A transaction that was begun, of which it is not known yet what became. */
    record Attempt(long number, Draft draft) {}

    private void settled(Attempt attempt, boolean committed) {
        if (committed) {
            journal.add(new CommittedTransaction(
                    attempt.number(), Instant.now(), attempt.draft().effects()));
            attempt.draft().effects().forEach(rows::apply);
        }
    }

    private void settle(Connection connection, Attempt attempt) throws SQLException {
        transactions.finish(connection, this, attempt.number());
        var found = token(connection);
        settled(attempt, found == attempt.number());
        if (found > attempt.number() || found < attempt.number() - 1) {
            throw new IllegalStateException(
                    "the database has transaction " + found + " where " + attempt.number() + " was the last one tried");
        }
    }

    private long token(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT number FROM public.token WHERE session = " + number)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Forgets what the database has lost; the session must be shut. */
    long goBackTo(long last) {
        var lost = journal.last() - last;
        journal.forgetAfter(last);
        rows = journal.rows();
        return lost;
    }

    /** As the application connects; a session of this one that the server still has is ended first, its commit included. */
    private Connection connect(TestDatabase database) throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s?ApplicationName=writer-%d&options=-c%%20synchronous_commit=on"
                .formatted(database.host(), database.port(), database.name(), number);
        var connection = DriverManager.getConnection(url, database.user(), database.password());
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'writer-" + number
                            + "' AND datname = current_database() AND pid <> pg_backend_pid();"
                            + " WHILE EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'writer-" + number
                            + "'"
                            + " AND datname = current_database() AND pid <> pg_backend_pid()) LOOP PERFORM pg_sleep(0.05); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
        }
        return connection;
    }
}
