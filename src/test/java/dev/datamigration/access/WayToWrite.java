package dev.datamigration.access;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

/** How an object that is there can be changed to another; a policy must hold for each. */
enum WayToWrite {
    /** {@code kubectl replace}. */
    Update {
        @Override
        GenericKubernetesResource write(KubernetesClient client, GenericKubernetesResource wanted) {
            var there = client.resource(wanted).get();
            there.getMetadata().setAnnotations(wanted.getMetadata().getAnnotations());
            there.setAdditionalProperty("spec", wanted.get("spec"));
            return client.resource(there).update();
        }
    },
    /** {@code kubectl patch --type=merge}. */
    MergePatch {
        @Override
        GenericKubernetesResource write(KubernetesClient client, GenericKubernetesResource wanted) {
            return client.resource(wanted).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(wanted));
        }
    },
    /** {@code kubectl apply --server-side}, and Argo CD. */
    Apply {
        @Override
        GenericKubernetesResource write(KubernetesClient client, GenericKubernetesResource wanted) {
            return client.resource(wanted)
                    .fieldManager("somebody")
                    .forceConflicts()
                    .serverSideApply();
        }
    };

    abstract GenericKubernetesResource write(KubernetesClient client, GenericKubernetesResource wanted);
}
