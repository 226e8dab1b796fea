package dev.datamigration.lifecycle.model;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.SwitchoverStep;

/** Says where in its plan a task stands, as coarse as the table of operations needs it. */
public enum Stage {
    /** Precheck, schema, full and incremental, until verification begins. */
    BeforeVerification,
    Verifying,
    /** Full verification is complete, was skipped, or is not part of the plan while the rest is in step. */
    Verified,
    /** Forward switchover, in its precheck step. */
    SwitchoverPrecheck,
    /** Forward switchover, in any other step. */
    SwitchoverStep,
    ReverseIncrement;

    /**
     * @param phase may be null before the first start
     * @param phaseComplete whether that phase's work is done
     * @param plan tells whether there is a verification to wait for
     * @param step the current switchover step, or null outside the switchover
     */
    public static Stage of(Phase phase, boolean phaseComplete, Plan plan, SwitchoverStep step) {
        if (phase == null) {
            return BeforeVerification;
        }
        return switch (phase) {
            case Precheck, SchemaMigration, FullMigration -> BeforeVerification;
            case IncrementalSync -> phaseComplete && !plan.has(Phase.FullVerification) ? Verified : BeforeVerification;
            case FullVerification -> phaseComplete ? Verified : Verifying;
            case ForwardSwitchover ->
                step == dev.datamigration.api.switchover.SwitchoverStep.SwitchoverPrecheck
                        ? SwitchoverPrecheck
                        : SwitchoverStep;
            case ReverseIncrement -> ReverseIncrement;
        };
    }
}
