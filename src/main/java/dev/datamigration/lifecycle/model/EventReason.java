package dev.datamigration.lifecycle.model;

/** Every reason of an event on a task. Stable: people filter by them. */
public enum EventReason {
    Started(false),
    Resumed(false),
    WorkerReplaced(false),
    EpochRaised(true),
    StatusRefused(true),
    PrecheckRepeated(false),
    PhaseCompleted(false),
    InStep(false),
    FellBehind(true),
    VerificationConsistent(false),
    VerificationInconsistent(true),
    VerificationSkipped(false),
    VerificationRepeated(false),
    SourceSchemaChanged(true),
    SchemaInStep(false),
    SchemaDiffers(true),
    Retrying(true),
    Waiting(true),
    GivingWay(false),
    GivingWayOver(false),
    Recovered(false),
    Failed(true),
    Stopping(false),
    StopBlocked(true),
    Stopped(false),
    Completed(false),
    Ending(false),
    Ended(false),
    ReleaseBlocked(true),
    ReleaseAbandoned(true),
    SequencesBehind(true),
    Modifying(false),
    Integrating(false),
    ObjectsModified(false),
    ModificationFailed(true),
    ModificationWithdrawn(false),
    SwitchoverEntered(false),
    DecisionIgnored(true),
    StepWaiting(false),
    StepDone(false),
    StepFailed(true),
    StepSkipped(true),
    SwitchoverAborting(true),
    SwitchoverAborted(true),
    SwitchoverCompleted(false),
    LateWrites(true),
    StrandedWrites(true),
    StrandedRowsKept(true),
    RehearsalPassed(false),
    RehearsalFailed(true),
    AlertSent(false),
    AlertNotSent(true);

    private final boolean warning;

    EventReason(boolean warning) {
        this.warning = warning;
    }

    /** Returns whether a person should look at it. */
    public boolean warning() {
        return warning;
    }
}
