package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.lifecycle.change.SpecChange;
import dev.datamigration.lifecycle.change.SpecField;
import dev.datamigration.lifecycle.change.SpecFields;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.ChangedSpecs;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API server refuses what the list of changes says, and says which field; all else it takes. */
class SpecChangesIT {
    private static final ObjectNode FIRST = ChangedSpecs.first();
    private static final ObjectNode SECOND = ChangedSpecs.second();

    @Test
    void onARealServer() {
        onlyWhatTheListRefusesIsRefused(ApiServer.realOrSkip());
    }

    @Test
    void onTheMock() {
        onlyWhatTheListRefusesIsRefused(ApiServer.mock());
    }

    private static void onlyWhatTheListRefusesIsRefused(ApiServer server) {
        var namespace = server.newNamespace("changes");
        var before = stored(server, namespace, "before", "Precheck");
        var loading = stored(server, namespace, "loading", "FullMigration");
        var changeable = SpecFields.TABLE.stream()
                .filter(field -> !FIRST.at(pointer(field)).equals(SECOND.at(pointer(field))))
                .toList();
        assertThat(SpecFields.TABLE)
                .filteredOn(field -> !changeable.contains(field))
                .extracting(SpecField::path)
                .as("there is one type of database, rows go with no way back, and a task with Full begins with that")
                .containsExactlyInAnyOrder(
                        "source.type",
                        "target.type",
                        "objects.rows",
                        "objects.mergeTables",
                        "incrementalSync.startFrom");
        changeable.forEach(field -> {
            assertThat(refusal(before, field))
                    .as(field.path() + " in the precheck")
                    .isNull();
            var refusal = refusal(loading, field);
            if (field.change() == SpecChange.Refused) {
                var names = field.path().split("[.]");
                assertThat(refusal)
                        .as(field.path())
                        .contains(
                                "spec." + names[0],
                                names[names.length - 1],
                                "cannot change once the precheck has passed");
            } else {
                assertThat(refusal).as(field.path()).isNull();
            }
        });
    }

    /** What the API server says of the change alone, which is not stored; null where it takes it. */
    private static String refusal(Resource<GenericKubernetesResource> task, SpecField field) {
        var failure = catchThrowableOfType(
                KubernetesClientException.class,
                () -> task.patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withDryRun(List.of("All"))
                                .build(),
                        patch(field)));
        return failure == null ? null : failure.getMessage();
    }

    private static String patch(SpecField field) {
        Object value = SECOND.at(pointer(field));
        for (var names = List.of(field.path().split("[.]"));
                !names.isEmpty();
                names = names.subList(0, names.size() - 1)) {
            value = Map.of(names.get(names.size() - 1), value);
        }
        return Serialization.asJson(Map.of("spec", value));
    }

    private static String pointer(SpecField field) {
        return "/" + field.path().replace(".", "/");
    }

    private static Resource<GenericKubernetesResource> stored(
            ApiServer server, String namespace, String name, String phase) {
        var task = new GenericKubernetesResource();
        task.setApiVersion("datamigration.dev/v1alpha1");
        task.setKind("MigrationTask");
        task.setMetadata(new ObjectMetaBuilder().withName(name).build());
        task.setAdditionalProperty("spec", FIRST);
        var stored = server.client().resource(task).inNamespace(namespace).create();
        stored.setAdditionalProperty(
                "status", Map.of("phase", phase, "state", "Running", "objects", FIRST.get("objects")));
        server.client().resource(stored).updateStatus();
        return server.client()
                .genericKubernetesResources(stored.getApiVersion(), stored.getKind())
                .inNamespace(namespace)
                .withName(name);
    }
}
