package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest that users are shown is taken by the API server, and read by the operator as it was meant. */
class ExampleManifestsIT {
    static Stream<Manifests> examples() {
        return Manifests.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isTakenByARealServer(Manifests example) {
        isTaken(ApiServer.realOrSkip(), example);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isTakenByTheMock(Manifests example) {
        isTaken(ApiServer.mock(), example);
    }

    /** Created as {@code kubectl create}, then applied as {@code kubectl apply --server-side}. */
    private static void isTaken(ApiServer server, Manifests example) {
        String namespace = server.newNamespace("example");
        for (int i = 0; i < example.documents().size(); i++) {
            var client = server.client();
            client.resource(example.generic(i)).inNamespace(namespace).create();
            var applied = client.resource(example.generic(i))
                    .inNamespace(namespace)
                    .fieldManager("test")
                    .forceConflicts()
                    .serverSideApply();
            assertThat(applied.getMetadata().getName())
                    .isEqualTo(example.generic(i).getMetadata().getName());
        }
    }

    /** Nothing in an example is a field that the operator does not know, and nothing is read as something else. */
    @ParameterizedTest
    @MethodSource("examples")
    void isReadWhole(Manifests example) {
        for (int i = 0; i < example.documents().size(); i++) {
            JsonNode read =
                    Serialization.jsonMapper().valueToTree(example.resources().get(i));
            GenericKubernetesResource written = example.generic(i);
            JsonNode spec = Serialization.jsonMapper().valueToTree(written.get("spec"));
            assertContains(example + " spec", read.path("spec"), spec);
        }
    }

    private static void assertContains(String path, JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(entry ->
                            assertContains(path + "." + entry.getKey(), actual.path(entry.getKey()), entry.getValue()));
        } else if (expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                assertContains(path + "[" + i + "]", actual.path(i), expected.get(i));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asLong()).as(path).isEqualTo(expected.asLong());
        } else if (!expected.isNull()) {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    @Test
    void everyOperationHasAnExample() {
        assertThat(Manifests.examples()
                        .flatMap(example -> example.resources().stream())
                        .filter(BatchOperation.class::isInstance)
                        .map(resource -> ((BatchOperation) resource).getSpec().operation()))
                .contains(TaskOperation.values());
    }
}
