package dev.datamigration.faults.endurance;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes ten thousand rows in each transaction, as fast as they arrive on the other side: it waits while more than a few
 * transactions are on their way, so that what is measured is not its own haste.
 */
final class BulkChanges {
    static final int PER_TRANSACTION = 10_000;
    private static final int TABLES = 4;
    private static final int ROWS = 50_000;
    private static final int AHEAD = 12;

    private final TestDatabase source;
    private final AtomicLong arrived = new AtomicLong();

    BulkChanges(TestDatabase source) {
        this.source = source;
    }

    void createTables() {
        source.execute(
                "CREATE TABLE progress (id int PRIMARY KEY, number bigint)", "INSERT INTO progress VALUES (1, 0)");
        for (var table = 0; table < TABLES; table++) {
            source.execute(
                    "CREATE TABLE t" + table + " (id bigint PRIMARY KEY, number bigint NOT NULL, note text)",
                    "INSERT INTO t" + table + " SELECT g, 0, 'note ' || g FROM generate_series(1, " + ROWS + ") g");
        }
    }

    /** Returns once so many rows were changed. */
    void write(long changes) throws SQLException {
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var transactions = changes / PER_TRANSACTION;
            for (var number = 1L; number <= transactions; number++) {
                while (number - arrived.get() > AHEAD) {
                    LockSupport.parkNanos(20_000_000);
                }
                change(statement, number);
                statement.execute("UPDATE progress SET number = " + number);
                connection.commit();
            }
        }
    }

    /** Rows of a window that goes round the table are updated, some of them deleted and inserted anew. */
    private static void change(Statement statement, long number) throws SQLException {
        var table = "t" + number % TABLES;
        var first = number / TABLES * PER_TRANSACTION % ROWS + 1;
        var window = " WHERE id BETWEEN " + first + " AND ";
        statement.execute(
                "UPDATE " + table + " SET number = number + 1, note = 'note ' || number" + window + (first + 7_999));
        statement.execute("DELETE FROM " + table + window.replace("BETWEEN " + first, "BETWEEN " + (first + 8_000))
                + (first + 8_999));
        statement.execute("INSERT INTO " + table + " SELECT g, " + number + ", 'new' FROM generate_series("
                + (first + 8_000) + ", " + (first + 8_999) + ") g");
    }

    /** Tells it which transaction was seen on the other side. */
    void sawArrive(long number) {
        arrived.set(number);
    }
}
