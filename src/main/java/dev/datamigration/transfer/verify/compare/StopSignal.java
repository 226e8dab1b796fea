package dev.datamigration.transfer.verify.compare;

import dev.datamigration.transfer.run.Run;
import java.util.concurrent.atomic.AtomicReference;

/** Says whether to go on: asked between chunks. */
public final class StopSignal {
    private final Run run;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public StopSignal(Run run) {
        this.run = run;
    }

    boolean skip() {
        return run.plan().fullVerification().skip();
    }

    /** Makes every worker end; the first failure is the one that is reported. */
    public void fail(Throwable error) {
        failure.compareAndSet(null, error);
    }

    public Throwable failure() {
        return failure.get();
    }

    /** Throws the failure where there is one. */
    public void throwFailure() {
        if (failure() instanceof RuntimeException error) {
            throw error;
        }
        if (failure() != null) {
            throw new IllegalStateException(failure());
        }
    }

    /**
     * @throws Halted when this worker must not go on
     * @throws java.util.concurrent.CancellationException when the run is cancelled
     */
    public void check() {
        run.scope().throwIfCancelled();
        if (failure.get() != null || skip()) {
            throw new Halted();
        }
    }

    /** Waits, but looks whether to go on all the while. */
    public void pause(long millis) {
        var end = System.nanoTime() + millis * 1_000_000;
        do {
            check();
            run.scope().pause(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        } while (System.nanoTime() < end);
    }

    /** Carries a worker out of its work; never leaves this package. */
    public static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halted() {
            super("verification halted", null, false, false);
        }
    }
}
