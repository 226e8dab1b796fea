package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.engine.TaskId;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.Printed;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed of a worker that is not heard shows its pod. */
class UnreachableWorkerIT {
    private final ApiServer server = ApiServer.realOrSkip();
    private final String namespace = server.newNamespace("unreachable");

    @Test
    void itsPodIsDescribed() {
        server.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("worker-of-shop")
                        .withNamespace(namespace)
                        .withLabels(Map.of("datamigration.dev/component", "worker"))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("worker")
                        .withImage("example.com/operator:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        var remedy = LivenessPolicy.failure(new TaskId(namespace, "shop", "1"), "ConnectException", "")
                .remedy();
        assertThat(new Kubectl(server.kubeconfig()).enter(Printed.statement(remedy, "kubectl")))
                .contains("worker-of-shop");
    }
}
