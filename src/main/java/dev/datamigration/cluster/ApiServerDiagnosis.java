package dev.datamigration.cluster;

import dev.datamigration.api.Api;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks the API server, once something is wrong with it, what it is: whether it answers, knows our kinds, and lets us list
 * them.
 */
@Singleton
class ApiServerDiagnosis {
    private static final String GROUP_VERSION = Api.GROUP + "/" + Api.VERSION;
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(MigrationTask.class, BatchOperation.class);
    /** Whoever probes does not wait longer. */
    private static final int SOON_MILLIS = 1_000;

    private final KubernetesClient client;
    private final Operator operator;

    ApiServerDiagnosis(KubernetesClient client, Operator operator) {
        this.client = client;
        this.operator = operator;
    }

    /** Returns what is wrong and what to do about it; empty where nothing is. Tries as often and as long as the client does. */
    Optional<String> problem() {
        return problem(client);
    }

    /** As {@link #problem}, but tries only once and gives up soon. */
    Optional<String> problemAtFirstSight() {
        return atFirstSight(this::problem);
    }

    /** Returns whether the API server answers and knows our kinds: one request, which every account may make. */
    Optional<String> silence() {
        return atFirstSight(this::basicProblem);
    }

    private Optional<String> atFirstSight(Function<KubernetesClient, Optional<String>> question) {
        var hasty = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(SOON_MILLIS)
                .build();
        return client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(hasty)
                .call(question::apply);
    }

    private Optional<String> problem(KubernetesClient asking) {
        return basicProblem(asking)
                .or(() -> said(() -> {
                    listEach(asking);
                    return Optional.empty();
                }));
    }

    private Optional<String> basicProblem(KubernetesClient asking) {
        return said(() -> {
            var missing = missingKinds(asking);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the CRDs of " + String.join(" and ", missing)
                            + " are not installed: kubectl apply --server-side --force-conflicts -f crds/");
        });
    }

    private Optional<String> said(Supplier<Optional<String>> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            return Optional.of(text(e));
        }
    }

    private static List<String> missingKinds(KubernetesClient asking) {
        var served = asking.getApiResources(GROUP_VERSION);
        var kinds = served == null
                ? Set.of()
                : served.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet());
        return KINDS.stream()
                .map(HasMetadata::getKind)
                .filter(kind -> !kinds.contains(kind))
                .toList();
    }

    /** As the caches do, but only one object of each kind: refused to those who lack the right. */
    private void listEach(KubernetesClient asking) {
        for (var controller : operator.getRegisteredControllers()) {
            var configuration = controller.getConfiguration();
            Class<? extends HasMetadata> kind = configuration.getResourceClass();
            Set<String> namespaces = configuration.getEffectiveNamespaces();
            namespaces.forEach(namespace -> listOne(asking, kind, namespace));
        }
    }

    private static void listOne(KubernetesClient asking, Class<? extends HasMetadata> kind, String namespace) {
        var objects = asking.resources(kind);
        var one = new ListOptionsBuilder().withLimit(1L).build();
        if (namespace.equals(Constants.WATCH_ALL_NAMESPACES)) {
            objects.inAnyNamespace().list(one);
        } else {
            objects.inNamespace(namespace).list(one);
        }
    }

    /** Returns what the API server's answer, or its silence, means and what to do about it. */
    String text(KubernetesClientException e) {
        if (e.getStatus() == null && e.getCode() < HttpURLConnection.HTTP_OK) {
            return "the API server " + client.getMasterUrl() + " cannot be reached: " + cause(e)
                    + "; see that the pod's network, a NetworkPolicy for instance, lets it through";
        }
        var said = e.getStatus() == null || e.getStatus().getMessage() == null
                ? e.getMessage()
                : e.getStatus().getMessage();
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "a right is missing: " + said
                        + "; helm upgrade grants what the operator needs (helm/templates/rbac.yaml)";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the API server " + client.getMasterUrl() + " does not accept the service account's token: " + said
                        + "; delete the pod, so that it gets another";
            default -> "the API server refuses: " + said;
        };
    }

    /** The innermost one: those around it say only that an error has occurred. */
    private static String cause(Throwable e) {
        var innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }
}
