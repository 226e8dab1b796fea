package dev.datamigration.failure;

import dev.datamigration.api.FailureClass;

/** Every way in which a task can fail. Codes are stable: alerts and runbooks name them. */
public enum FailureCode {
    /** The server does not answer, or cut the connection. */
    Unreachable(FailureClass.Transient),
    /** The server is starting, shutting down, or has no free connection. */
    ServerBusy(FailureClass.Transient),
    /** Sessions of the task on the server do not end although they were told to. */
    SessionsRemain(FailureClass.Transient),
    /** A deadlock, a serialization failure or a lock that could not be had in time. */
    LockNotAvailable(FailureClass.Transient),
    /** A transaction or a lock of somebody else held the task up for longer than it waits. */
    BlockedByOthers(FailureClass.NeedsPerson),
    /** The snapshot that was read under is of no use any more: it ended, or a table was rewritten since. */
    SnapshotLost(FailureClass.Transient),
    /** Disk full, out of memory or another limit of the server. */
    ResourceExhausted(FailureClass.NeedsPerson),
    /** User or password refused. */
    LoginRefused(FailureClass.NeedsPerson),
    /** The spec lacks what the task needs to go on: it was there and was removed. */
    NotConfigured(FailureClass.NeedsPerson),
    /** The Secret does not exist or lacks a key. */
    SecretMissing(FailureClass.NeedsPerson),
    /** The Secret does not allow what it holds to be used for that host. */
    SecretNotAllowed(FailureClass.NeedsPerson),
    /** The operator's settings do not allow connections to that host, or to its address. */
    HostNotAllowed(FailureClass.NeedsPerson),
    /** The database does not exist. */
    DatabaseMissing(FailureClass.NeedsPerson),
    /** TLS could not be agreed, or the certificate is not trusted. */
    TlsRefused(FailureClass.NeedsPerson),
    /** A connection pooler answers in place of the server. */
    PoolerBetween(FailureClass.NeedsPerson),
    /** The account lacks a privilege. */
    PrivilegeMissing(FailureClass.NeedsPerson),
    /** At least one item of the precheck failed. */
    PrecheckFailed(FailureClass.NeedsPerson),
    /** A setting of the server does not allow what is needed, for instance wal_level. */
    ServerSetting(FailureClass.NeedsPerson),
    /** No replication slot or sender is free. */
    NoFreeSlot(FailureClass.NeedsPerson),
    /** A connection led to another server than the one before it, as during a failover: everything is connected anew. */
    ServerChanged(FailureClass.Transient),
    /** A server failed over, or was recovered, and its log lacks the end of what was read of it. */
    LogDiverged(FailureClass.NeedsPerson),
    /** The log of a server ends before what was read of it: the server was put back to an earlier state. */
    LogBehind(FailureClass.NeedsPerson),
    /** Another database system answers than the one that the task has worked with. */
    ServerReplaced(FailureClass.NeedsPerson),
    /** The checkpoints say less than was committed: the database that holds them was put back to an earlier state. */
    CheckpointsBehind(FailureClass.NeedsPerson),
    /** The checkpoints know of more than the task's status does: the status was put back to an earlier state. */
    StatusBehind(FailureClass.NeedsPerson),
    /** The replication slot is gone or its log was removed: changes are missing. */
    SlotLost(FailureClass.NeedsPerson),
    /** It cannot be proved that the log is whole from where the synchronisation is to begin. */
    StartNotProven(FailureClass.NeedsPerson),
    /** An object of the schema could not be created on the target. */
    SchemaNotCreated(FailureClass.NeedsPerson),
    /** Another migration task has a table of the target for its rows. */
    TargetTableTaken(FailureClass.NeedsPerson),
    /** A table that is to be removed from the task is needed by one that stays. */
    TableNeeded(FailureClass.NeedsPerson),
    /** A table of the target has other columns or types than it had or than the source has. */
    TargetSchemaChanged(FailureClass.NeedsPerson),
    /** A table of the source was altered in a way that is not applied by itself, or the log does not tell which side was. */
    SourceSchemaChanged(FailureClass.NeedsPerson),
    /** The target refused a row: a constraint, a trigger or a value its type does not take. */
    RowRefused(FailureClass.NeedsPerson),
    /** A row that the source updated is not on the target, and the log does not hold all of it. */
    TargetRowMissing(FailureClass.NeedsPerson),
    /** A row is wider than the documented limit. */
    RowTooWide(FailureClass.NeedsPerson),
    /** The process that moves the task's data cannot be started or does not answer. */
    WorkerUnavailable(FailureClass.Transient),
    /** No worker can be made any more, because its namespace is being deleted. */
    NamespaceDeleted(FailureClass.Transient),
    /** A database knows a later worker; this one must not write any more. */
    Superseded(FailureClass.Permanent),
    /** Anything that has no code of its own yet. */
    Unexpected(FailureClass.NeedsPerson);

    private final FailureClass failureClass;

    FailureCode(FailureClass failureClass) {
        this.failureClass = failureClass;
    }

    public FailureClass failureClass() {
        return failureClass;
    }
}
