package dev.datamigration.database.table;

/** Says what the source's log says of the old row on UPDATE and DELETE: {@code pg_class.relreplident}. */
public enum ReplicaIdentity {
    Default,
    Nothing,
    Full,
    Index
}
