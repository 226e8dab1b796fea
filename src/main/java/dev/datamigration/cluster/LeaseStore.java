package dev.datamigration.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;

/** The election's Lease on the API server. Every method throws {@link KubernetesClientException} as the client does. */
final class LeaseStore {
    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    LeaseStore(KubernetesClient client, LeaderElectionSettings settings) {
        this.client = client;
        this.namespace = settings.leaseNamespace().orElseGet(client::getNamespace);
        this.name = settings.leaseName();
    }

    /** Null where there is none. */
    Lease find() {
        return client.leases().inNamespace(namespace).withName(name).get();
    }

    /**
     * Writes the record; labels and whatever else others gave the Lease stay.
     *
     * @param over as last seen or written, or null to make it
     * @return as written, or null where it has changed since: then nothing was written
     */
    Lease write(Lease over, LeaseSpec record) {
        try {
            return over == null
                    ? client.resource(lease(null, record)).create()
                    : client.resource(lease(over.getMetadata().getResourceVersion(), record))
                            .patch(PatchContext.of(PatchType.JSON_MERGE));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private Lease lease(String version, LeaseSpec record) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(version)
                .endMetadata()
                .withSpec(record)
                .build();
    }
}
