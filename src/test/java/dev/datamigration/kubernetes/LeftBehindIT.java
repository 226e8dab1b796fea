package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deleted task leaves is kept whatever others have put in its place. */
class LeftBehindIT {
    private static final List<String> LEFT = List.of("slot \"dm_1\" on the source:\nSELECT 'x';", "another");
    private static final String TEXT = String.join("\n\n", LEFT) + "\n";

    private final ApiServer api = ApiServer.shared();
    private final String namespace = api.newNamespace("left-behind");
    private final LeftBehind leftBehind = new LeftBehind(api.client());

    private MigrationTask task() {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop, namespace: %s, uid: 6ecd8c99-4036-403d-bf84-cf8400f67836}
                spec: {}
                """.formatted(namespace), MigrationTask.class);
    }

    private List<ConfigMap> kept() {
        return api.client()
                .configMaps()
                .inNamespace(namespace)
                .withLabel("datamigration.dev/report", "left-behind")
                .list()
                .getItems();
    }

    @Test
    void itIsKeptOnceHoweverOftenItIsWritten() {
        leftBehind.write(task(), LEFT);
        leftBehind.write(task(), LEFT);
        assertThat(kept())
                .singleElement()
                .satisfies(kept -> assertThat(kept.getData()).containsEntry("left-behind.txt", TEXT));
    }

    @Test
    void whoeverTookItsNameBeforeNeitherHidesItNorIsOverwritten() {
        leftBehind.write(task(), List.of("DROP DATABASE of_others;"));
        leftBehind.write(task(), LEFT);
        assertThat(kept())
                .extracting(kept -> kept.getData().get("left-behind.txt"))
                .containsExactlyInAnyOrder("DROP DATABASE of_others;\n", TEXT);
    }
}
