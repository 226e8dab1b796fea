package dev.datamigration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.helm.Chart;
import dev.datamigration.kubernetes.WorkersByTemplate;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker from the same contents, as the pod that the operator makes from the chart's template says. */
class WorkerImageIT {
    private final ApiServer api = ApiServer.shared();
    private final KubernetesClient client = api.client();
    private final String namespace = api.newNamespace("image");

    @BeforeAll
    static void possible() throws Exception {
        Container.assumePossible();
    }

    @Test
    void answersOverHttpsAndEndsWhenTold(@TempDir Path directory) throws Exception {
        var scene = new ImageScene(directory);
        var pod = podOfAWorker(scene.file("template/pod.yaml", template()));
        scene.mount("/etc/datamigration/worker", secret(scene));
        var container = pod.getContainers().get(0);
        var alive = URI.create("https://127.0.0.1:" + scene.port
                + container.getReadinessProbe().getHttpGet().getPath());
        var environment = Map.of("QUARKUS_HTTP_SSL_PORT", String.valueOf(scene.port));
        try (var worker = scene.start("worker", container, environment, alive)) {
            ImageScene.assertConfined(worker);
            assertThat(worker.terminate(Duration.ofSeconds(120)))
                    .as("exit code after SIGTERM")
                    .isEqualTo(143);
        }
    }

    private String template() {
        var command = Chart.template(namespace).set("engine.worker.javaOptions", "-Xmx256m");
        return Chart.render(command).stream()
                .filter(object -> object.getKind().equals("ConfigMap"))
                .map(object -> Serialization.unmarshal(Serialization.asYaml(object), ConfigMap.class))
                .map(map -> map.getData().get("pod.yaml"))
                .findFirst()
                .orElseThrow();
    }

    private PodSpec podOfAWorker(Path template) {
        var task = new TaskId(namespace, "shop", UUID.randomUUID().toString());
        WorkersByTemplate.of(client, template).start(task, 1, EngineSettings.DEFAULT, 1);
        return client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .list()
                .getItems()
                .get(0)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private Path secret(ImageScene scene) throws IOException {
        var secret = client.secrets().inNamespace(namespace).list().getItems().get(0);
        for (var entry : secret.getData().entrySet()) {
            var value = new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8);
            scene.file("secret/" + entry.getKey(), value);
        }
        return scene.directory("secret");
    }
}
