package dev.datamigration.e2e.idle;

import dev.datamigration.helm.Chart;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The container of the chart's operator with the default values, but that it looks after all namespaces, for a process that
 * runs outside of a container.
 */
final class ChartContainer {
    private final List<GenericKubernetesResource> manifests;
    private final Container container;

    /** @param namespace that of the release, where the Lease is */
    ChartContainer(String namespace) {
        this.manifests = Chart.render(Chart.template(namespace, "watchAllNamespaces: true"));
        this.container = rendered("Deployment", "dmo", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    /** With the template of workers' pods as a file of this machine. */
    Map<String, String> environment(Path directory) {
        var environment = new HashMap<String, String>();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        var template = rendered("ConfigMap", "dmo-worker", ConfigMap.class).getData();
        try {
            var file = Files.writeString(directory.resolve("pod.yaml"), template.get("pod.yaml"));
            environment.put("DATAMIGRATION_ENGINE_POD_TEMPLATE", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    /** What the JVM would see of the memory limit; below 1792 MB it takes the serial collector by itself. */
    List<String> jvmOptions() {
        var limit = container.getResources().getLimits().get("memory");
        return List.of("-XX:MaxRAM=" + Quantity.getAmountInBytes(limit).toBigInteger(), "-XX:+UseSerialGC");
    }

    private <T> T rendered(String kind, String name, Class<T> type) {
        return manifests.stream()
                .filter(manifest -> manifest.getKind().equals(kind)
                        && manifest.getMetadata().getName().equals(name))
                .map(manifest -> Serialization.unmarshal(Serialization.asYaml(manifest), type))
                .findFirst()
                .orElseThrow();
    }
}
