package dev.datamigration.quickstart;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The task as a person has it: through the API server and nothing else. */
record TaskHandle(KubernetesClient client, String namespace, String name) {

    /** What the operator last said; empty before it said anything. */
    MigrationTaskStatus status() {
        var task = resource().get();
        return task == null || task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus();
    }

    /** Does what {@code kubectl patch} does. */
    void want(DesiredState state) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"desiredState\":\"" + state + "\"}}");
    }

    private Resource<MigrationTask> resource() {
        return client.resources(MigrationTask.class).inNamespace(namespace).withName(name);
    }
}
