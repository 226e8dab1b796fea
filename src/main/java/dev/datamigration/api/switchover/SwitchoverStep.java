package dev.datamigration.api.switchover;

/** The eight steps of the forward switchover, in order. */
public enum SwitchoverStep {
    StartForwardSwitchover,
    SwitchoverPrecheck,
    StartTargetStore,
    ConfirmSourceWritesStopped,
    ConfirmStopTimestamp,
    StopForwardSync,
    ProcessDatabaseObjects,
    StartReverseIncrement
}
