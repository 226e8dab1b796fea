package dev.datamigration.kubernetes;

import dev.datamigration.api.MigrationTask;
import dev.datamigration.api.MigrationTaskStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;

/**
 * The one place that writes a task's status: replaces it as a whole, and only if the task is still the one that was
 * looked at. The next reconciliation sees what was written, however late the watch brings it.
 */
public final class StatusWriter {
    private final Context<MigrationTask> context;

    public StatusWriter(Context<MigrationTask> context) {
        this.context = context;
    }

    /**
     * Returns false if the task was changed or removed in the meantime: then nothing was written, and what was decided
     * no longer counts.
     */
    public boolean replace(MigrationTask seen, MigrationTaskStatus status) {
        var task = new MigrationTask();
        task.setMetadata(seen.getMetadata());
        task.setSpec(seen.getSpec());
        task.setStatus(status);
        try {
            context.resourceOperations().updatePrimaryStatus(task);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
