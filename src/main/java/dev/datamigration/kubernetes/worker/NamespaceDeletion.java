package dev.datamigration.kubernetes.worker;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Recognises how the API server says that a namespace takes nothing new, because it is being deleted or is gone. */
final class NamespaceDeletion {
    private static final String CAUSE = "NamespaceTerminating";

    private NamespaceDeletion() {}

    static boolean isMeantBy(KubernetesClientException refusal) {
        return refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                        && causes(refusal).stream().anyMatch(cause -> CAUSE.equals(cause.getReason()))
                || refusal.getCode() == HttpURLConnection.HTTP_NOT_FOUND && isAboutNamespace(refusal.getStatus());
    }

    private static List<StatusCause> causes(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus())
                .map(Status::getDetails)
                .map(details -> details.getCauses())
                .orElse(List.of());
    }

    private static boolean isAboutNamespace(Status status) {
        return status != null
                && status.getDetails() != null
                && "namespaces".equals(status.getDetails().getKind());
    }
}
