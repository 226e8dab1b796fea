package dev.datamigration.bench.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Work that is begun again whenever it has ended, until this is closed. */
public final class Repeated implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> repeating;

    /**
     * Begins at once.
     *
     * @param begin returns at once
     * @param hasEnded whether what was begun has ended
     */
    public Repeated(Runnable begin, BooleanSupplier hasEnded) {
        repeating = thread.submit(() -> {
            do {
                begin.run();
                while (!hasEnded.getAsBoolean() && !closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    // it runs
                }
            } while (closed.getCount() > 0);
            return null;
        });
    }

    /** Throws what the work threw, if anything; what was begun last may run on. */
    @Override
    public void close() throws Exception {
        closed.countDown();
        thread.shutdown();
        repeating.get();
    }
}
