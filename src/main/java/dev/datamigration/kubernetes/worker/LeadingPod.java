package dev.datamigration.kubernetes.worker;

import dev.datamigration.engine.TaskId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** The pod of the worker that leads. */
final class LeadingPod {
    private final KubernetesClient client;
    private final WorkerPods watched;

    LeadingPod(KubernetesClient client, WorkerPods watched) {
        this.client = client;
        this.watched = watched;
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

    /**
     * Returns whether the cluster itself says that it does not run; asks nobody.
     *
     * @param ran whether it is known to have run; one that has not may only be on its way
     */
    boolean isDown(TaskId task, boolean ran) {
        if (!watched.areKnown(task.namespace())) {
            return false;
        }
        var pod = watched.find(task.namespace(), WorkerName.pod(task, 0)).filter(found -> isOf(task, found));
        return ran
                ? pod.map(PodDiagnosis::hasEnded).orElse(true)
                : pod.filter(PodDiagnosis::isStuck).isPresent();
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
