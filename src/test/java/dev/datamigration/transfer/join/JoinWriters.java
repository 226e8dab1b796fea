package dev.datamigration.transfer.join;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Keeps writing to a database, in transactions over several tables, until it is told to end. */
final class JoinWriters implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<Long>> writing = new ArrayList<>();
    private volatile boolean ended;

    /** @param transaction a statement or several, with the number of a transaction in place of each {@code $n} */
    JoinWriters(TestDatabase database, int sessions, String transaction) {
        threads = Executors.newFixedThreadPool(sessions);
        for (var session = 0; session < sessions; session++) {
            var first = session;
            writing.add(threads.submit(() -> write(database, first, sessions, transaction)));
        }
    }

    private long write(TestDatabase database, int first, int step, String transaction) throws SQLException {
        var written = 0L;
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var number = (long) first; !ended; number += step) {
                statement.execute(transaction.replace("$n", Long.toString(number)));
                written++;
            }
        }
        return written;
    }

    /** Returns how many transactions were written, once no more are. */
    long end() {
        ended = true;
        threads.shutdown();
        try {
            var all = 0L;
            for (var session : writing) {
                all += session.get();
            }
            return all;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdown();
    }
}
