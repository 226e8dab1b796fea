package dev.datamigration.database.checkpoint;

import dev.datamigration.database.table.TableName;

/** Says where checkpoints lie, in every kind of database. */
public final class CheckpointTables {
    /** The schema, which holds nothing else. */
    public static final String SCHEMA = "datamigration";

    /** Has a row for each position that a task has come to: {@link PositionStore}. */
    public static final TableName APPLIED = new TableName(SCHEMA, "applied");

    private CheckpointTables() {}
}
