package dev.datamigration.transfer.verify;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Updates, removes and brings back a few rows, 300 transactions a second; never the column that is stored out of line. */
final class HotRows implements AutoCloseable {
    private static final long MICROS_BETWEEN = 3_300;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;
    private final Random random = new Random(1);
    private final AtomicLong transactions = new AtomicLong();
    private final ScheduledFuture<?> writing;
    private final int rows;

    /** @param rows with ids from 1 on are written; those from the half on are also removed and brought back, by id + 1000 */
    HotRows(TestDatabase database, int rows) {
        this.rows = rows;
        this.connection = database.connect();
        this.writing = thread.scheduleAtFixedRate(this::write, 0, MICROS_BETWEEN, TimeUnit.MICROSECONDS);
    }

    long transactions() {
        return transactions.get();
    }

    private void write() {
        var i = transactions.incrementAndGet();
        var id = 1 + random.nextInt(rows);
        var sql = i % 5 == 0
                ? "BEGIN; DELETE FROM hot WHERE id = %1$d; INSERT INTO hot SELECT %1$d, %2$d, 'new' WHERE %2$d %% 2 = 0; COMMIT"
                        .formatted(1_000 + id, i)
                : "UPDATE hot SET n = %d WHERE id = %d".formatted(i, id);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        if (writing.isDone()) {
            writing.get();
        }
        thread.shutdown();
        thread.awaitTermination(30, TimeUnit.SECONDS);
        connection.close();
    }
}
