package dev.datamigration.testing.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A pod's way to the API server as its service account: with its rights and no other. */
final class PodIdentity {
    private PodIdentity() {}

    /** A kubeconfig; empty where the pod is to have none. */
    static Optional<Path> kubeconfig(KubernetesClient client, Pod pod, Path directory) {
        var spec = pod.getSpec();
        if (Boolean.FALSE.equals(spec.getAutomountServiceAccountToken())) {
            return Optional.empty();
        }
        var namespace = pod.getMetadata().getNamespace();
        var token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(spec.getServiceAccountName())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        var yaml = """
                apiVersion: v1
                kind: Config
                current-context: pod
                contexts: [{name: pod, context: {cluster: c, user: u, namespace: "%s"}}]
                clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: u, user: {token: "%s"}}]
                """.formatted(namespace, client.getConfiguration().getMasterUrl(), token);
        try {
            return Optional.of(Files.writeString(directory.resolve("kubeconfig"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
