package dev.datamigration.engine.local;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import java.util.Objects;

/**
 * Everything that the work of a phase depends on: it is done once for each distinct value.
 *
 * @param verification the part of the plan that asks for another verification, or null in other phases
 * @param switchover what is to be done about a switchover besides, or null
 */
record PhaseItem(Phase phase, Comparison verification, StepWork switchover) {
    /**
     * Tells one full verification from another.
     *
     * @param integrated number of the last change of objects that was integrated when it begins
     */
    record Comparison(long runNonce, boolean skip, long integrated) {}

    static PhaseItem of(Wanted.Run wanted, MigrationPlan plan) {
        return new PhaseItem(
                wanted.phase(),
                wanted.phase() == Phase.FullVerification
                        ? new Comparison(
                                plan.fullVerification().runNonce(),
                                plan.fullVerification().skip(),
                                wanted.modification().integrated())
                        : null,
                wanted.switchover());
    }

    /** Returns whether the phase's own work is the same, whatever is to be done about a switchover. */
    boolean isSamePhase(PhaseItem other) {
        return other != null && phase == other.phase && Objects.equals(verification, other.verification);
    }
}
