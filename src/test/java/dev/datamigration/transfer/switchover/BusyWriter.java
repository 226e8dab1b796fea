package dev.datamigration.transfer.switchover;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Writes small transactions at a steady pace, and counts those that were committed. */
final class BusyWriter implements AutoCloseable {
    private static final int THREADS = 4;

    final AtomicLong inserted = new AtomicLong();
    private final AtomicReference<SQLException> refused = new AtomicReference<>();
    private final TestDatabase database;
    private final long pauseNanos;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /** On a table item (id, name, n). */
    BusyWriter(TestDatabase database, int transactionsPerSecond) {
        this.database = database;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(THREADS) / transactionsPerSecond;
        for (var i = 0; i < THREADS; i++) {
            var thread = new Thread(this::write);
            threads.add(thread);
            thread.start();
        }
    }

    private void write() {
        try (var connection = database.connect();
                var insert = connection.prepareStatement("WITH moved AS (UPDATE item SET n = n + 1 WHERE id ="
                        + " (SELECT (random() * 1000)::int + 1)) INSERT INTO item (name) VALUES ('busy')")) {
            for (var due = System.nanoTime(); !stopped; due += pauseNanos) {
                LockSupport.parkNanos(due - System.nanoTime());
                insert.executeUpdate();
                inserted.incrementAndGet();
            }
        } catch (SQLException e) {
            refused.set(e);
        }
    }

    /** Why a thread ended before its time, or null. */
    Throwable refused() {
        return refused.get();
    }

    /** Returns once everything that was begun is committed. */
    @Override
    public void close() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
