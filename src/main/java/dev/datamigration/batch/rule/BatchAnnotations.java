package dev.datamigration.batch.rule;

import dev.datamigration.api.Api;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.FieldOwners;
import dev.datamigration.kubernetes.RequesterSource;
import java.util.Map;

/**
 * Annotations that a batch operation leaves on a task, in the same write as its edit of the spec: so a restarted
 * operator knows whether the edit was made, and the task's controller knows on whose behalf.
 */
public final class BatchAnnotations {
    public static final String BATCH = Api.GROUP + "/batch-operation";

    private BatchAnnotations() {}

    public static Map<String, String> of(BatchOperation batch, RequesterSource requesters) {
        var name = batch.getMetadata().getName();
        var asker = requesters.of(batch);
        return Map.of(
                BATCH,
                batch.getMetadata().getUid(),
                FieldOwners.REQUESTED_BY,
                asker == null ? name : asker + " through " + name);
    }

    /** Returns whether the last batch operation that edited the task's spec is this one. */
    public static boolean isOn(MigrationTask task, BatchOperation batch) {
        return batch.getMetadata().getUid().equals(uid(task));
    }

    /** The UID of the last batch operation that edited the task's spec; null where there was none. */
    static String uid(MigrationTask task) {
        return annotation(task.getMetadata().getAnnotations(), BATCH);
    }

    private static String annotation(Map<String, String> annotations, String key) {
        return annotations == null ? null : annotations.get(key);
    }
}
