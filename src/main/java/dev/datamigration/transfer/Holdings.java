package dev.datamigration.transfer;

/** What a task holds on both servers, told with the SQL that removes it by hand. */
public final class Holdings {
    private Holdings() {}

    /**
     * @param database as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static String onSource(String database, String taskId) {
        var slot = Run.slotName(taskId);
        return "replication slot and publication on the source database %s: SELECT pg_drop_replication_slot('%s'); DROP PUBLICATION IF EXISTS %s;"
                .formatted(database, slot, slot);
    }

    /**
     * @param database as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static String onTarget(String database, String taskId) {
        return "checkpoints on the target database %s: DELETE FROM datamigration.task WHERE task_id = '%s';"
                .formatted(database, taskId);
    }
}
