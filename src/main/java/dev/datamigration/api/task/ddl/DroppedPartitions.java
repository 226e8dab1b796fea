package dev.datamigration.api.task.ddl;

/** Says what becomes of a partition on the target that was dropped on the source. */
public enum DroppedPartitions {
    Keep,
    Drop
}
