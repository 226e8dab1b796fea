package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwitchoverReportsIT {
    private final ApiServer api = ApiServer.shared();
    private final String namespace = api.newNamespace("reports");
    private final SwitchoverReports reports = new SwitchoverReports(api.client());

    private MigrationTask task() {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop, namespace: %s, uid: %s}
                spec: {}
                """.formatted(namespace, UUID.randomUUID()), MigrationTask.class);
    }

    private static MigrationTaskStatus status() {
        return Serialization.unmarshal(
                "forwardSwitchover: {round: 1, outcome: Completed, steps: [], lateWrites: []}",
                MigrationTaskStatus.class);
    }

    private ConfigMap there(String name) {
        return api.client().configMaps().inNamespace(namespace).withName(name).get();
    }

    @Test
    void aReportIsWrittenAndWrittenAgain() {
        var task = task();
        var name = reports.write(task, status()).orElseThrow();
        assertThat(reports.write(task, status())).contains(name);
        assertThat(there(name).getData().get("report.yaml"))
                .contains(task.getMetadata().getUid());
    }

    @Test
    void whatBelongsToSomebodyElseIsLeftAlone() {
        var task = task();
        var name = reports.write(task, status()).orElseThrow();
        api.client().resource(there(name)).delete();
        api.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .addToData("theirs", "yes")
                        .build())
                .create();
        assertThat(reports.write(task, status())).isEmpty();
        assertThat(there(name).getData()).containsOnlyKeys("theirs");
    }
}
