package dev.datamigration.api.status;

/** How one table compares. */
public enum TableResult {
    Pending,
    Consistent,
    Inconsistent,
    BothEmpty,
    SourceEmpty,
    TargetEmpty,
    SchemaMismatch,
    TargetTableNotExist,
    MismatchLimitExceeded,
    Error
}
