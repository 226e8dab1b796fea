package dev.datamigration.api;

/** The eight things a batch operation can do to a task. */
public enum TaskOperation {
    Start,
    Stop,
    Resume,
    End,
    EnterForwardSwitchover,
    StartForwardSwitchover,
    ModifyAlertConfiguration,
    SkipFullVerification
}
