package dev.datamigration.kubernetes;

import dev.datamigration.engine.remote.WorkerProvisioner;
import dev.datamigration.kubernetes.worker.WorkerObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** The objects that the operator writes for a worker, for tests that look at them from other packages. */
public final class WorkersByTemplate {
    private WorkersByTemplate() {}

    public static WorkerProvisioner of(KubernetesClient client, Path template) {
        return new WorkerObjects(client, template);
    }
}
