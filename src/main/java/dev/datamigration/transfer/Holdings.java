package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;

/** What a task holds on both servers, told with the SQL that removes it by hand. */
public final class Holdings {
    private Holdings() {}

    /** What it holds on that database, which the access names with its side. */
    static String on(DatabaseAccess access, String taskId) {
        return access.side() == Side.Source ? onSource(access.display(), taskId) : onTarget(access.display(), taskId);
    }

    /**
     * @param database as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static String onSource(String database, String taskId) {
        return "replication slot and publication on the source database %s: %s once a switchover was prepared, also checkpoints there: %s"
                .formatted(database, capture(taskId, Direction.Forward), checkpoints(taskId));
    }

    /**
     * @param database as {@code host:port/database}
     * @param taskId the Kubernetes UID of the task
     */
    public static String onTarget(String database, String taskId) {
        return "checkpoints on the target database %s: %s once a switchover was prepared, also a replication slot and a publication there: %s"
                .formatted(database, checkpoints(taskId), capture(taskId, Direction.Reverse));
    }

    private static String capture(String taskId, Direction direction) {
        var slot = Run.slotName(taskId, direction);
        return "SELECT pg_drop_replication_slot('%s'); DROP PUBLICATION IF EXISTS %s;".formatted(slot, slot);
    }

    private static String checkpoints(String taskId) {
        return "DELETE FROM datamigration.task WHERE task_id = '%s';".formatted(taskId);
    }

    /** Whatever switchovers changed and have not put back, if they changed anything. */
    public static String setAside() {
        return "fenced roles and muted triggers, if a switchover left any, and everything else the task holds on both"
                + " databases: SELECT side, statement FROM datamigration.set_aside; on either database says what puts them"
                + " back on the other";
    }
}
