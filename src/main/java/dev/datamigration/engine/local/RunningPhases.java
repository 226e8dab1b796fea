package dev.datamigration.engine.local;

import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.plan.MigrationPlan;
import java.util.concurrent.CancellationException;

/** One run of a worker: brings phases to their end, one after the other. Ends with the first failure, wherever it happens. */
interface RunningPhases extends AutoCloseable {
    /** Takes over the live parts of a newer plan. */
    void update(MigrationPlan plan);

    /** Says what is to be done about the task's objects, beside the phases; returns at once. */
    void modify(ModificationGoal goal);

    /** The last that was brought to its end, or null before the first. */
    PhaseItem done();

    /** Returns whether what runs beside the phases has failed. */
    boolean hasFailed();

    /** Throws what ended that, if anything did. */
    void throwBackgroundFailure();

    /**
     * Brings a phase to its end, and then does what is to be done about a switchover.
     *
     * @throws FailureException if it cannot
     * @throws CancellationException if the run was cancelled
     */
    void perform(PhaseItem item);

    /** Cancels the run and waits until everything of it has ended. */
    @Override
    void close();
}
