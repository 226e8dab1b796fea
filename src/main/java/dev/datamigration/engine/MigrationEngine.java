package dev.datamigration.engine;

import dev.datamigration.lifecycle.model.Report;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves data as goals ask. Level-triggered: it can be asked the same thing any number of times, and forgets everything
 * when its process dies; whoever commands it asks again.
 */
public interface MigrationEngine extends AutoCloseable {

    /**
     * Says what should be. Returns at once; idempotent.
     *
     * <p>A goal with a lower epoch than the last is ignored. A goal with the same epoch may change what is wanted and
     * the live parts of the plan. A goal with a higher epoch replaces the worker; whatever failure stood is forgotten.
     */
    void pursue(Goal goal);

    /** Returns what is, or empty when this engine knows nothing of the task: then it runs nothing of it either. */
    Optional<Report> report(TaskId task);

    /** Forgets a task that is stopped or released. */
    void forget(TaskId task);

    /** Calls the listener whenever the activity of a task changed; never while holding a lock. */
    void onChange(Consumer<TaskId> listener);

    /** Ends what runs in this process and returns once it has; workers elsewhere stay at their work. Idempotent. */
    @Override
    void close();
}
