package dev.datamigration.lifecycle.model;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.modification.ModificationGoal;

/** Says what should be of a task's worker. Complete in itself: told twice is told once. */
public sealed interface Wanted {
    /**
     * Everything that this phase needs should be running, and the phase's own work should be brought to its end.
     *
     * @param switchover what is to be done about a switchover besides, or null
     * @param modification what is to be done about the task's objects, and what was; an operator that knows of none says nothing
     */
    record Run(Phase phase, StepWork switchover, ModificationGoal modification) implements Wanted {
        public Run {
            modification = modification == null ? ModificationGoal.NONE : modification;
        }

        /** Nothing is to be done about the task's objects, and nothing was. */
        public Run(Phase phase, StepWork switchover) {
            this(phase, switchover, ModificationGoal.NONE);
        }

        /** Nothing is to be done about a switchover. */
        public Run(Phase phase) {
            this(phase, null);
        }
    }

    /** Nothing should run on either server; everything needed to go on is kept. */
    record Stop() implements Wanted {}

    /** Nothing should run, and everything held on either server (slot, publication, checkpoints) is released. */
    record Release() implements Wanted {}

    /**
     * As {@link Release}, of a task that has made nothing as far as its status knows. What is held all the same is released
     * only once both servers have said that no worker of the task is at work on them.
     */
    record ReleaseOrphans() implements Wanted {}
}
