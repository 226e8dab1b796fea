package dev.datamigration.kubernetes.worker;

import dev.datamigration.engine.TaskId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** The pod of the worker that leads. */
final class LeadingPod {
    private final KubernetesClient client;

    LeadingPod(KubernetesClient client) {
        this.client = client;
    }

    /** Returns why it does not do its work. */
    String diagnosis(TaskId task) {
        try {
            var pod = at(task).get();
            if (pod == null) {
                return "its pod does not exist: kubectl -n %s describe statefulset %s"
                        .formatted(task.namespace(), WorkerName.of(task));
            }
            return isOf(task, pod)
                    ? PodDiagnosis.of(pod)
                    : "another pod bears its name, %s, and is not the StatefulSet's; delete that"
                            .formatted(pod.getMetadata().getName());
        } catch (KubernetesClientException e) {
            return "its pod cannot be looked at: " + e.getMessage();
        }
    }

    /** Removes it without waiting for its node; not one that bears its name only. */
    void remove(TaskId task) {
        var pod = at(task).get();
        if (pod != null && isOf(task, pod)) {
            at(task).withGracePeriod(0).delete();
        }
    }

    private PodResource at(TaskId task) {
        return client.pods().inNamespace(task.namespace()).withName(WorkerName.pod(task, 0));
    }

    private static boolean isOf(TaskId task, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        owner.getKind().equals("StatefulSet") && owner.getName().equals(WorkerName.of(task)));
    }
}
