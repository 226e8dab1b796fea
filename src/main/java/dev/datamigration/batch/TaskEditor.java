package dev.datamigration.batch;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchAnnotations;
import dev.datamigration.batch.rule.SpecEdit;
import dev.datamigration.kubernetes.RequesterSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits the spec of one task: the fields that the operation means and two annotations, under the operation's own field
 * manager, and only if the task is still the one that was seen.
 *
 * <p>A generic resource is applied, never a typed one, whose records would claim the defaults of all other fields.
 */
final class TaskEditor {
    private final KubernetesClient client;
    private final RequesterSource requesters;

    TaskEditor(KubernetesClient client, RequesterSource requesters) {
        this.client = client;
        this.requesters = requesters;
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException with 409 if the task changed in the meantime */
    void edit(BatchOperation batch, MigrationTask observed) {
        if (batch.getSpec().operation() == TaskOperation.ModifyAlertConfiguration) {
            overwrite(batch, observed);
        } else {
            apply(batch, observed);
        }
    }

    MigrationTask read(MigrationTask task) {
        return client.resources(MigrationTask.class)
                .inNamespace(task.getMetadata().getNamespace())
                .withName(task.getMetadata().getName())
                .get();
    }

    private void apply(BatchOperation batch, MigrationTask observed) {
        var wanted = new GenericKubernetesResource();
        wanted.setApiVersion(observed.getApiVersion());
        wanted.setKind(observed.getKind());
        wanted.setMetadata(new ObjectMetaBuilder()
                .withName(observed.getMetadata().getName())
                .withNamespace(observed.getMetadata().getNamespace())
                .withResourceVersion(observed.getMetadata().getResourceVersion())
                .withAnnotations(BatchAnnotations.of(batch, requesters))
                .build());
        wanted.setAdditionalProperty("spec", SpecEdit.of(batch, observed));
        client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(MigrationTask.class))
                .inNamespace(observed.getMetadata().getNamespace())
                .resource(wanted)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(SpecEdit.fieldManager(batch.getSpec()))
                        .withForce(true)
                        .build());
    }

    /** Replaces the field as a whole: an apply could not remove the parts of it that others have set. */
    private void overwrite(BatchOperation batch, MigrationTask observed) {
        var meta = observed.getMetadata();
        var patch = new ArrayList<Map<String, Object>>();
        patch.add(set("/metadata/resourceVersion", meta.getResourceVersion()));
        var annotations = new HashMap<String, String>();
        if (meta.getAnnotations() != null) {
            annotations.putAll(meta.getAnnotations());
        }
        annotations.putAll(BatchAnnotations.of(batch, requesters));
        patch.add(set("/metadata/annotations", annotations));
        SpecEdit.of(batch, observed).forEach((field, value) -> patch.add(set("/spec/" + field, value)));
        client.resources(MigrationTask.class)
                .inNamespace(meta.getNamespace())
                .withName(meta.getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON)
                                .withFieldManager(SpecEdit.fieldManager(batch.getSpec()))
                                .build(),
                        Serialization.asJson(List.copyOf(patch)));
    }

    private static Map<String, Object> set(String path, Object value) {
        return Map.of("op", "add", "path", path, "value", value);
    }
}
