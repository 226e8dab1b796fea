package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.database.RunScope;
import dev.datamigration.thread.OwnedThreads;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that waits for its turn in a synchronisation, which may be held up by somebody's lock for ever. */
public final class InTime {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private InTime() {}

    /**
     * Does the work on a thread of its own.
     *
     * @return false if it is not done in time; it will be once its turn has come, unless the run ends before
     * @throws CancellationException when the run was cancelled
     */
    public static boolean run(RunScope scope, long millis, Runnable work) {
        var task = OwnedThreads.submit("switchover-turn-" + scope.taskId(), work);
        var left = TimeUnit.MILLISECONDS.toNanos(millis);
        for (; left > 0; left -= SLICE_NANOS) {
            scope.throwIfCancelled();
            if (isDone(task, Math.min(left, SLICE_NANOS))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDone(Future<?> task, long nanos) {
        try {
            task.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
