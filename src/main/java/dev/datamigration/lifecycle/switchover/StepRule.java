package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;

/**
 * The rules of one switchover step.
 *
 * @param mover who brings the step to its end
 * @param retry whether it can be tried again after it failed
 * @param skip whether it can be left behind undone
 * @param needs the migration type without which the step is left out; null where it never is
 */
public record StepRule(SwitchoverStep step, Mover mover, boolean retry, Skip skip, MigrationType needs) {

    /** Says who brings a step to its end. */
    public enum Mover {
        /** Waits for a person's confirmation. */
        Person,
        /** Runs and passes on by itself. */
        System,
        /** Runs by itself, lists what is left, and waits for a person's confirmation. */
        SystemThenPerson
    }

    /** Says whether a step can be left behind undone. */
    public enum Skip {
        No,
        Yes,
        /** A second skip with {@code acknowledge: true} must follow the first. */
        Acknowledged
    }
}
