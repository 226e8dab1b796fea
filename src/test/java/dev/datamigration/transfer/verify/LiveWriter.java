package dev.datamigration.transfer.verify;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Changes rows all the while, at up to 500 transactions a second, and a few of them in each transaction. */
final class LiveWriter implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long MICROS_BETWEEN = 4_000;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final List<Connection> connections;
    private final List<? extends ScheduledFuture<?>> writers;
    private final AtomicLong transactions = new AtomicLong();
    private final int hotRows;
    private final int rows;

    /** @param hotRows keys from 1 on of which one is changed by each transaction */
    LiveWriter(TestDatabase database, int hotRows, int rows) {
        this(database, hotRows, rows, MICROS_BETWEEN);
    }

    /** @param microsBetween transactions of one of two threads */
    LiveWriter(TestDatabase database, int hotRows, int rows, long microsBetween) {
        this.hotRows = hotRows;
        this.rows = rows;
        this.connections =
                IntStream.range(0, THREADS).mapToObj(n -> database.connect()).toList();
        this.writers = IntStream.range(0, THREADS)
                .mapToObj(n -> {
                    var random = new Random(n);
                    return threads.scheduleAtFixedRate(
                            () -> write(connections.get(n), n, random), 0, microsBetween, TimeUnit.MICROSECONDS);
                })
                .toList();
    }

    long transactions() {
        return transactions.get();
    }

    private void write(Connection connection, int thread, Random random) {
        var i = transactions.incrementAndGet();
        var own = 1_000_000 + thread + THREADS * random.nextInt(50);
        var insert = random.nextBoolean() ? "INSERT INTO items VALUES (%d, %d, now()); ".formatted(own, i) : "";
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN; "
                    + "UPDATE items SET v = %d, at = now() WHERE id = %d; ".formatted(i, 1 + random.nextInt(hotRows))
                    + "UPDATE items SET v = %d WHERE id = %d; ".formatted(i, hotRows + 1 + random.nextInt(rows))
                    + "DELETE FROM items WHERE id = %d; ".formatted(own)
                    + insert
                    + "UPDATE names SET v = %d WHERE k = 'k%d'; ".formatted(i, 1 + random.nextInt(hotRows))
                    + "UPDATE log SET t = 't%d' WHERE n = %d; "
                            .formatted(random.nextInt(3), THREADS * random.nextInt(5) + thread)
                    + "COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the last transactions; fails if any failed. */
    @Override
    public void close() throws Exception {
        for (var writer : writers) {
            if (writer.isDone()) {
                writer.get();
            }
        }
        threads.shutdown();
        threads.awaitTermination(30, TimeUnit.SECONDS);
        for (var connection : connections) {
            connection.close();
        }
    }
}
