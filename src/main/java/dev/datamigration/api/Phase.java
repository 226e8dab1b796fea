package dev.datamigration.api;

/** The parts of a task's plan, in the order in which they run. */
public enum Phase {
    Precheck,
    SchemaMigration,
    FullMigration,
    IncrementalSync,
    FullVerification,
    ForwardSwitchover,
    ReverseIncrement
}
