package dev.datamigration.lifecycle.model;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverStep;
import java.util.List;
import java.util.Objects;

/**
 * Says what a worker says of the switchover; parts may be null.
 *
 * @param step how the step it was told to perform stands
 * @param ended the ceremony that it has undone or finished
 * @param lateWrites every table written to after a confirmation that writes stopped
 * @param rehearsal what the last rehearsal found
 */
public record StepReport(Step step, Integer ended, List<LateWrites> lateWrites, RehearsalStatus rehearsal) {
    /** A rehearsal that does not say what it answers is none. */
    public StepReport {
        rehearsal = rehearsal == null || rehearsal.nonce() == null ? null : rehearsal;
    }

    /** Says how one attempt of one step stands. */
    public record Step(
            int round, SwitchoverStep step, int attempt, StepState state, String message, List<SwitchoverItem> items) {
        public Step {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(state, "state");
        }
    }
}
