package dev.datamigration.kubernetes.worker;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Set;
import java.util.stream.Stream;

/** Says why a pod does not do its work, in the words of the cluster. */
final class PodDiagnosis {
    /** A container waits so on its ordinary way to running. */
    private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

    private PodDiagnosis() {}

    static String of(Pod pod) {
        var status = status(pod);
        return "its pod is " + status.getPhase()
                + Stream.of(
                                Stream.of(
                                        status.getReason() == null
                                                ? ""
                                                : sentence(status.getReason(), status.getMessage())),
                                status.getContainerStatuses().stream().map(PodDiagnosis::notRunning),
                                status.getConditions().stream()
                                        .filter(PodDiagnosis::isNotScheduled)
                                        .map(condition -> sentence(condition.getReason(), condition.getMessage())))
                        .flatMap(texts -> texts)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .map(text -> ": " + text)
                        .orElse("");
    }

    /** Returns whether it will not run before something changes: no node takes it, or a container cannot begin. */
    static boolean isStuck(Pod pod) {
        var status = status(pod);
        return status.getConditions().stream().anyMatch(PodDiagnosis::isNotScheduled)
                || status.getContainerStatuses().stream().anyMatch(PodDiagnosis::isStuck);
    }

    private static boolean isStuck(ContainerStatus container) {
        var waiting = container.getState() == null ? null : container.getState().getWaiting();
        return waiting != null && waiting.getReason() != null && !ON_THE_WAY.contains(waiting.getReason());
    }

    /** Returns whether its process has ended, or is told to. */
    static boolean hasEnded(Pod pod) {
        var status = status(pod);
        return pod.getMetadata().getDeletionTimestamp() != null
                || "Failed".equals(status.getPhase())
                || "Succeeded".equals(status.getPhase())
                || status.getContainerStatuses().stream()
                        .filter(container -> WorkerTemplate.CONTAINER.equals(container.getName()))
                        .anyMatch(container -> container.getState() != null
                                && container.getState().getRunning() == null);
    }

    private static String notRunning(ContainerStatus container) {
        var state = container.getState();
        if (state == null) {
            return "";
        }
        if (state.getTerminated() != null) {
            var ended = state.getTerminated();
            return sentence(
                    "%s (exit code %d)"
                            .formatted(ended.getReason() == null ? "Ended" : ended.getReason(), ended.getExitCode()),
                    ended.getMessage());
        }
        return state.getWaiting() == null
                ? ""
                : sentence(state.getWaiting().getReason(), state.getWaiting().getMessage());
    }

    private static PodStatus status(Pod pod) {
        return pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    }

    private static boolean isNotScheduled(PodCondition condition) {
        return "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus());
    }

    private static String sentence(String reason, String message) {
        return message == null || message.isBlank() ? reason : reason + ", " + message;
    }
}
