package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The position up to which everything is applied: moved by one thread, read and waited for by others. */
final class AppliedGauge {
    /** The time for which a waiting thread may fail to notice that its run has ended. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Position position = Position.NONE;

    Position get() {
        return position;
    }

    void set(Position newer) {
        lock.lock();
        try {
            position = newer;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the position is reached.
     *
     * @return false if it was not in time
     * @throws java.util.concurrent.CancellationException once the scope is cancelled
     */
    boolean await(RunScope scope, Position goal, Duration bound) {
        var left = bound.toNanos();
        lock.lock();
        try {
            while (!position.covers(goal)) {
                scope.throwIfCancelled();
                if (left <= 0) {
                    return false;
                }
                var slice = Math.min(left, SLICE_NANOS);
                left -= slice - moved.awaitNanos(slice);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the wait for changes was interrupted");
        } finally {
            lock.unlock();
        }
    }
}
