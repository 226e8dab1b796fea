package dev.datamigration.kubernetes;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.Set;

/**
 * The one place that writes a task's status: replaces it as a whole, and only if the task is still the one that was
 * looked at. The next reconciliation sees what was written, however late the watch brings it.
 */
public final class StatusWriter {
    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> FOR_GOOD = Set.of(
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_FORBIDDEN,
            HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
            UNPROCESSABLE);

    /** What etcd says comes as an internal error. */
    private static final String TOO_LARGE = "request is too large";

    private final Context<MigrationTask> context;

    public StatusWriter(Context<MigrationTask> context) {
        this.context = context;
    }

    /**
     * Returns false if the task was changed or removed in the meantime: then nothing was written, and what was decided
     * no longer counts.
     *
     * @throws StatusRefusedException if the API server refuses this status for good
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
            if (FOR_GOOD.contains(e.getCode()) || said(e).contains(TOO_LARGE)) {
                throw new StatusRefusedException(e.getCode() + ": " + said(e));
            }
            throw e;
        }
    }

    private static String said(KubernetesClientException e) {
        var status = e.getStatus();
        return status == null || status.getMessage() == null ? String.valueOf(e.getMessage()) : status.getMessage();
    }
}
