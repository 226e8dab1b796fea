package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests and changes that the API server has to refuse, with a message that names the field and the remedy. The mock words
 * what the schema forbids in its own way, so there only the field counts; the words of our rules are the same on both.
 */
class RefusedManifestsIT {
    static Stream<Manifests> manifests() {
        return Manifests.ofTests("refused");
    }

    static Stream<Manifests> updates() {
        return Manifests.ofTests("updates");
    }

    /** What a rule against slips must leave alone. */
    static Stream<Manifests> taken() {
        return Manifests.ofTests("taken");
    }

    @Test
    void thereAreEnough() {
        assertThat(manifests()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isRefusedByARealServer(Manifests manifest) {
        assertThat(refusal(ApiServer.realOrSkip(), manifest)).contains(manifest.refusal());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isRefusedByTheMock(Manifests manifest) {
        assertThat(refusal(ApiServer.mock(), manifest))
                .contains(field(manifest.refusal().get(0)));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void changeOnARealServer(Manifests manifest) {
        change(ApiServer.realOrSkip(), manifest);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void changeOnTheMock(Manifests manifest) {
        change(ApiServer.mock(), manifest);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatOnlyLooksOddIsTakenByARealServer(Manifests manifest) {
        take(ApiServer.realOrSkip(), manifest);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatOnlyLooksOddIsTakenByTheMock(Manifests manifest) {
        take(ApiServer.mock(), manifest);
    }

    private static void take(ApiServer server, Manifests manifest) {
        String namespace = server.newNamespace("taken");
        for (int i = 0; i < manifest.documents().size(); i++) {
            server.client().resource(manifest.generic(i)).inNamespace(namespace).create();
        }
    }

    private static String refusal(ApiServer server, Manifests manifest) {
        var resource = server.client().resource(manifest.generic(0)).inNamespace(server.newNamespace("refused"));
        return catchThrowableOfType(KubernetesClientException.class, resource::create)
                .getMessage();
    }

    /** Of a message such as {@code spec.source.port in body should be …} the field; of one of our rules all of it. */
    private static String field(String message) {
        return message.split(": | in body ")[0].replaceFirst("\\[\\d+]$", "");
    }

    private static void change(ApiServer server, Manifests manifest) {
        String namespace = server.newNamespace("changed");
        var stored = server.client()
                .resource(manifest.generic(0))
                .inNamespace(namespace)
                .create();
        setStatus(server, stored, manifest);
        String patch = Serialization.asJson(
                Serialization.unmarshal(manifest.documents().get(1), Object.class));
        var handle = server.client()
                .genericKubernetesResources(stored.getApiVersion(), stored.getKind())
                .inNamespace(namespace)
                .withName(stored.getMetadata().getName());
        var failure = catchThrowableOfType(
                KubernetesClientException.class, () -> handle.patch(PatchContext.of(PatchType.JSON_MERGE), patch));
        if (manifest.refusal().isEmpty()) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure.getMessage()).contains(manifest.refusal());
        }
    }

    private static void setStatus(ApiServer server, GenericKubernetesResource stored, Manifests manifest) {
        Object status = manifest.generic(0).getAdditionalProperties().get("status");
        if (status != null) {
            stored.setAdditionalProperty("status", status);
            server.client().resource(stored).updateStatus();
        }
    }
}
