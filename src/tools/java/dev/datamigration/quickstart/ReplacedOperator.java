package dev.datamigration.quickstart;

import dev.datamigration.testing.operator.OperatorProcess;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operator, and another one where it has ended by itself, as a Deployment would have it. */
final class ReplacedOperator implements AutoCloseable {
    /** One that ends over and over has a cause that another one does not end. */
    private static final int MOST_REPLACEMENTS = 3;

    private final Supplier<OperatorProcess> starting;
    private OperatorProcess process;
    private int replacements;
    private boolean closed;

    ReplacedOperator(Supplier<OperatorProcess> starting) {
        this.starting = starting;
        this.process = starting.get();
    }

    synchronized void awaitReady(Duration timeout, Consumer<Duration> watcher) {
        process.awaitReady(timeout, watcher);
    }

    /**
     * Starts another one if this one has ended, but not by {@link #close}.
     *
     * @return whether it had
     * @throws QuickstartFailure if one after the other ends
     */
    synchronized boolean replaceIfEnded() {
        if (closed || process.isAlive()) {
            return false;
        }
        if (replacements == MOST_REPLACEMENTS) {
            throw new QuickstartFailure(
                    "the operator has ended by itself, and so have those that replaced it; see " + process.log());
        }
        replacements++;
        process.close();
        process = starting.get();
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
