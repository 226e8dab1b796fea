package dev.datamigration.helm;

import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A namespace that enforces the Pod Security Standard "restricted", and pods that are offered to it. */
final class RestrictedNamespace {
    private RestrictedNamespace() {}

    static String create(ApiServer api) {
        var name = api.newNamespace("restricted");
        api.client()
                .namespaces()
                .withName(name)
                .edit(namespace -> new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build());
        return name;
    }

    static PodTemplateSpec operator(List<GenericKubernetesResource> rendered) {
        return typed(rendered, "Deployment", Deployment.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate();
    }

    /** Empty where the operator moves the data itself. */
    static Optional<PodTemplateSpec> worker(List<GenericKubernetesResource> rendered) {
        return typed(rendered, "ConfigMap", ConfigMap.class)
                .filter(map -> map.getData().containsKey("pod.yaml"))
                .map(map -> Serialization.unmarshal(map.getData().get("pod.yaml"), PodTemplateSpec.class))
                .findFirst();
    }

    private static <T> Stream<T> typed(List<GenericKubernetesResource> rendered, String kind, Class<T> type) {
        return rendered.stream()
                .filter(resource -> resource.getKind().equals(kind))
                .map(resource -> Serialization.unmarshal(Serialization.asJson(resource), type));
    }

    /** A dry run: there is no kubelet that would take it. */
    static void offer(ApiServer api, String namespace, PodTemplateSpec template) {
        var pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .editOrNewMetadata()
                .withName("offered")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        api.client().resource(pod).inNamespace(namespace).dryRun().create();
    }
}
