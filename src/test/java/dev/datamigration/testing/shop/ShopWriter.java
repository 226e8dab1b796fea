package dev.datamigration.testing.shop;

import dev.datamigration.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps changing the rows of a shop on several connections until stopped. A lost connection is opened again; what
 * cannot come from a busy or restarting server ends the writer, and {@link #stop} reports it.
 */
public final class ShopWriter implements AutoCloseable {
    private final List<ShopClerk> clerks = new ArrayList<>();
    private final long startedAt = System.nanoTime();
    private long stoppedAt;

    private ShopWriter(TestDatabase database, ShopScale scale, WriterSettings settings) {
        var wanted = settings.transactionsPerSecond() == 0 ? 0 : settings.connections();
        for (var number = 0; number < wanted; number++) {
            clerks.add(new ShopClerk(database, scale, settings, number));
        }
    }

    public static ShopWriter start(TestDatabase database, ShopScale scale, WriterSettings settings) {
        var writer = new ShopWriter(database, scale, settings);
        writer.clerks.forEach(ShopClerk::start);
        return writer;
    }

    /** Transactions committed so far. */
    public long committed() {
        return clerks.stream().mapToLong(ShopClerk::committed).sum();
    }

    /** Committed per second, over the whole time it ran. */
    public double transactionsPerSecond() {
        return committed() / (elapsed().toNanos() / 1e9);
    }

    /** How long it has run. */
    public Duration elapsed() {
        return Duration.ofNanos((stoppedAt == 0 ? System.nanoTime() : stoppedAt) - startedAt);
    }

    /**
     * Lets every connection finish its transaction, and waits for it.
     *
     * @throws IllegalStateException if a connection gave up before
     */
    public void stop() {
        close();
        clerks.forEach(ShopClerk::rethrow);
    }

    /** As {@link #stop}, but silent about what went wrong. */
    @Override
    public void close() {
        clerks.forEach(ShopClerk::askToStop);
        clerks.forEach(ShopClerk::join);
        stoppedAt = stoppedAt == 0 ? System.nanoTime() : stoppedAt;
    }
}
