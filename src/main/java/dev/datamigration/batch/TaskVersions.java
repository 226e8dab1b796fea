package dev.datamigration.batch;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;

/** Asks the API server which tasks there are, and in which version. */
final class TaskVersions {
    private TaskVersions() {}

    /**
     * Resource versions by the tasks' UIDs, in pages, none older than the call.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be asked
     */
    static Map<String, String> list(KubernetesClient client, String namespace) {
        var versions = new HashMap<String, String>();
        String next = null;
        do {
            var page = client.resources(MigrationTask.class)
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder()
                            .withLimit(Api.LIST_PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().stream()
                    .map(MigrationTask::getMetadata)
                    .forEach(meta -> versions.put(meta.getUid(), meta.getResourceVersion()));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return versions;
    }
}
