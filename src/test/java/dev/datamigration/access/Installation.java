package dev.datamigration.access;

import static org.awaitility.Awaitility.await;

import dev.datamigration.helm.Chart;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chart's roles and policies, installed for one namespace of a real API server, and people with these roles there. What
 * belongs to the whole cluster is removed at the end.
 */
final class Installation implements AutoCloseable {
    static final String VIEWER = "vera";
    static final String OPERATOR = "otto";
    static final String OTHER_OPERATOR = "olga";
    static final String APPROVER = "anna";
    static final String OTHER_APPROVER = "arno";

    private final ApiServer api = ApiServer.realOrSkip();
    private final String namespace = api.newNamespace("access");
    private final List<GenericKubernetesResource> installed;
    private final Map<String, KubernetesClient> clients = new HashMap<>();

    /** @param policy the values of {@code access.approvalPolicy}, as the inside of a flow mapping */
    Installation(String policy) {
        var values = """
                watchNamespaces: [%s]
                access: {approvalPolicy: {%s}}
                """.formatted(namespace, policy);
        var command = Chart.template(namespace, values).withName(namespace);
        installed = Chart.render(command).stream()
                .filter(resource -> resource.getKind().matches("ClusterRole|ServiceAccount|Validating.*"))
                .toList();
        installed.forEach(resource -> api.client().resource(resource).create());
        bind("viewer", "User", VIEWER);
        bind("operator", "User", OPERATOR);
        bind("operator", "User", OTHER_OPERATOR);
        bind("operator", "User", APPROVER);
        bind("operator", "User", OTHER_APPROVER);
        bind("approver", "User", APPROVER);
        bind("approver", "User", OTHER_APPROVER);
        bind("operator", "ServiceAccount", namespace);
    }

    void bind(String role, String kind, String name) {
        api.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(role + "-" + name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", namespace + "-" + role)
                        .addNewSubject(
                                kind.equals("User") ? "rbac.authorization.k8s.io" : "",
                                kind,
                                name,
                                kind.equals("User") ? null : namespace)
                        .build())
                .create();
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient admin() {
        return api.client();
    }

    /** As the operator, to which the policies do not apply: brings about what is there already. */
    KubernetesClient machine() {
        return as("system:serviceaccount:" + namespace + ":" + namespace);
    }

    /** A client of that user. */
    KubernetesClient as(String user) {
        return clients.computeIfAbsent(
                user,
                name -> new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(api.client().getConfiguration())
                                .withImpersonateUsername(name)
                                .withNamespace(namespace)
                                .build())
                        .build());
    }

    /** The API server knows a policy a moment after it is installed. */
    Installation awaitPolicies() {
        await("the policies")
                .until(() -> refused("MigrationTask", Tasks.spec("entered: true"))
                        && refused("BatchOperation", Tasks.batch("EnterForwardSwitchover", "")));
        return this;
    }

    private boolean refused(String kind, Map<String, Object> spec) {
        try {
            as(OPERATOR).resource(Tasks.resource(kind, "probe", spec)).dryRun().create();
            return false;
        } catch (KubernetesClientException e) {
            return e.getMessage().contains("ValidatingAdmissionPolicy");
        }
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
        installed.forEach(resource -> api.client().resource(resource).delete());
    }
}
