package dev.datamigration.cluster;

import dev.datamigration.api.Api;
import dev.datamigration.api.BatchOperation;
import dev.datamigration.api.MigrationTask;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the API server, once something is wrong with it, what it is. One request, which every account may make. */
@Singleton
class ApiServerDiagnosis {
    private static final String GROUP_VERSION = Api.GROUP + "/" + Api.VERSION;
    private static final List<String> KINDS =
            List.of(HasMetadata.getKind(MigrationTask.class), HasMetadata.getKind(BatchOperation.class));

    private final KubernetesClient client;

    ApiServerDiagnosis(KubernetesClient client) {
        this.client = client;
    }

    /** What is wrong and what to do about it; empty where the API server answers and knows our kinds. */
    Optional<String> problem() {
        try {
            var missing = missingKinds();
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the CRDs of " + String.join(" and ", missing)
                            + " are not installed: kubectl apply --server-side --force-conflicts -f crds/");
        } catch (KubernetesClientException e) {
            return Optional.of(
                    e.getCode() == 0
                            ? "the API server " + client.getMasterUrl() + " cannot be reached: " + e.getMessage()
                            : "the API server refuses: " + e.getMessage());
        }
    }

    private List<String> missingKinds() {
        var served = client.getApiResources(GROUP_VERSION);
        var kinds = served == null
                ? List.of()
                : served.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet());
        return KINDS.stream().filter(kind -> !kinds.contains(kind)).toList();
    }
}
