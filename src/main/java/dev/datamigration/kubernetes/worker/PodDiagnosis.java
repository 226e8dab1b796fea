package dev.datamigration.kubernetes.worker;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.stream.Stream;

/** Says why a pod does not do its work, in the words of the cluster. */
final class PodDiagnosis {
    private PodDiagnosis() {}

    static String of(Pod pod) {
        var status = pod.getStatus();
        return "its pod is " + status.getPhase()
                + Stream.concat(
                                status.getContainerStatuses().stream().map(PodDiagnosis::waiting),
                                status.getConditions().stream().map(PodDiagnosis::notScheduled))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .map(text -> ": " + text)
                        .orElse("");
    }

    private static String waiting(ContainerStatus container) {
        var waiting = container.getState() == null ? null : container.getState().getWaiting();
        return waiting == null ? "" : sentence(waiting.getReason(), waiting.getMessage());
    }

    private static String notScheduled(PodCondition condition) {
        return "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus())
                ? sentence(condition.getReason(), condition.getMessage())
                : "";
    }

    private static String sentence(String reason, String message) {
        return message == null || message.isBlank() ? reason : reason + ", " + message;
    }
}
