package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.DesiredState;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.OddJson;
import dev.datamigration.testing.Samples;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Specs with anything missing and any text in them: each is read, decided about, and has a status that says what is wrong.
 * {@code -Dmanifests.seed=… -Dmanifests.count=…} has others and more of them.
 */
class OddManifestTest {
    private static final Logger LOG = Logger.getLogger(OddManifestTest.class);
    private static final long SEED = Long.getLong("manifests.seed", 11);
    private static final int COUNT = Integer.getInteger("manifests.count", 300);

    private static final JSONSchemaProps SCHEMA = CrdFiles.read().stream()
            .filter(crd -> crd.getSpec().getNames().getKind().equals("MigrationTask"))
            .map(crd -> crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema())
            .map(schema -> schema.getProperties().get("spec"))
            .findFirst()
            .orElseThrow();

    @Test
    void noSpecStopsTheController() throws IOException {
        var begun = 0;
        for (var seed = SEED; seed < SEED + COUNT; seed++) {
            var tree = (ObjectNode) OddJson.JSON.readTree(Serialization.asJson(Samples.of(MigrationTaskSpec.class)));
            new OddJson(seed).changeWithinSchema(tree);
            MigrationTaskSpec spec;
            if (!isComplete(SCHEMA, tree)) {
                continue; // the API server refuses it
            }
            try {
                spec = Serialization.unmarshal(tree.toString(), MigrationTaskSpec.class);
            } catch (KubernetesClientException e) {
                continue; // so it does with a word that no enum has
            }
            try {
                begun += pass(spec) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("-Dmanifests.seed=" + seed + " -Dmanifests.count=1: " + tree, e);
            }
        }
        LOG.infof("%d of %d odd specs were begun", begun, COUNT);
        assertThat(begun).isPositive();
    }

    /** Whether all is there that the CRD says is required. */
    private static boolean isComplete(JSONSchemaProps schema, JsonNode node) {
        if (node.isArray()) {
            var items = schema.getItems().getSchema();
            return StreamSupport.stream(node.spliterator(), false).allMatch(item -> isComplete(items, item));
        }
        return schema.getRequired().stream().allMatch(node::hasNonNull)
                && schema.getProperties().entrySet().stream()
                        .allMatch(field -> !node.hasNonNull(field.getKey())
                                || isComplete(field.getValue(), node.get(field.getKey())));
    }

    private static boolean pass(MigrationTaskSpec spec) {
        var scene = new ControlScene();
        scene.task.setSpec(spec);
        scene.pass();
        scene.specChanged().pass();
        scene.wants(DesiredState.Running).pass();
        assertThat(scene.status().state()).isNotNull();
        return !scene.engine.pursued().isEmpty();
    }
}
