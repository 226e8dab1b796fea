package dev.datamigration.api.status;

/** Says how one table compares. */
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
