package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.OddJson;
import dev.datamigration.testing.Samples;
import dev.datamigration.testing.argocd.LuaScript;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses of other versions, half written or with hostile texts: Argo CD's scripts judge them all the same. */
class OddArgoObjectsTest {
    private static final int COUNT = Integer.getInteger("lua.count", 300);
    private static final List<String> STATES =
            List.of("Healthy", "Progressing", "Degraded", "Suspended", "Missing", "Unknown");

    @ParameterizedTest
    @ValueSource(strings = {"MigrationTask", "BatchOperation"})
    void everyOneIsJudged(String kind) throws IOException {
        var health = LuaScript.health(kind);
        var discovery = LuaScript.discovery(kind);
        Class<? extends Record> type =
                kind.equals("MigrationTask") ? MigrationTaskStatus.class : BatchOperationStatus.class;
        var status = Samples.of(type);
        var whole = Map.of(
                "kind",
                kind,
                "metadata",
                Map.of("name", "shop", "generation", 3),
                "spec",
                Map.of("desiredState", "Running", "operation", "Stop"),
                "status",
                status);
        for (var seed = 11L; seed < 11L + COUNT; seed++) {
            var tree = (ObjectNode) OddJson.JSON.readTree(Serialization.asJson(whole));
            new OddJson(seed).changeWithinSchema((ObjectNode) tree.get("status"));
            try {
                var judged = health.run(tree);
                assertThat(STATES).contains((String) judged.get("status"));
                assertThat(judged.get("message")).isInstanceOf(String.class);
                discovery.run(tree);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(kind + " " + seed + ": " + tree, e);
            }
        }
    }
}
