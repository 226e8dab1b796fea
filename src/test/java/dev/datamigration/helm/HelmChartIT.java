package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart is well formed, refuses what it does not know, and what it renders is taken by a real API server. */
class HelmChartIT {
    private static final String MONITORING = "monitoring.coreos.com/v1";

    @Test
    void lints() {
        var result = Chart.helm().lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    /** With options of one's own as well; a pod whose process has ended gets another one. */
    @Test
    void aProcessThatRanOutOfMemoryEnds() {
        var rendered = Chart.render(Chart.template("orders", """
                javaOptions: -Xmx256m
                engine: {runIn: pod, worker: {javaOptions: -Xmx1g}}
                """));
        var worker = RestrictedNamespace.worker(rendered).orElseThrow();
        for (var pod : List.of(RestrictedNamespace.operator(rendered), worker)) {
            assertThat(pod.getSpec().getContainers().get(0).getEnv()).anySatisfy(variable -> {
                assertThat(variable.getName()).isEqualTo("JAVA_TOOL_OPTIONS");
                assertThat(variable.getValue())
                        .startsWith("-XX:+ExitOnOutOfMemoryError ")
                        .contains(" -Xmx");
            });
            assertThat(pod.getSpec().getRestartPolicy()).isIn(null, "Always");
        }
    }

    /** Helm follows the link to crds/ when it packs the chart. */
    @Test
    void aPackageHasTheCrds(@TempDir Path directory) throws Exception {
        Chart.helm().packageIt().withDestination(directory).call();
        assertThat(entries(directory))
                .contains("data-migration-operator/Chart.yaml", "data-migration-operator/templates/NOTES.txt")
                .filteredOn(entry -> entry.contains("/crds/"))
                .hasSameSizeAs(CrdFiles.read());
    }

    private static List<String> entries(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            var archive = files.findFirst().orElseThrow();
            var tar = new ProcessBuilder("tar", "tzf", archive.toString()).start();
            return new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** As the README says; over CRDs that Helm has made and that are therefore Helm's. */
    @Test
    void crdsAreUpgradedByApplyingThem() {
        var client = ApiServer.realOrSkip().client();
        for (var crd : CrdFiles.read()) {
            assertThatCode(() -> client.resource(crd)
                            .fieldManager("kubectl")
                            .forceConflicts()
                            .serverSideApply())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource
    void isTakenAsItIsRendered(Path values) {
        var client = ApiServer.realOrSkip().client();
        var rendered = Chart.render(Chart.template("default").withValuesFile(values));
        assertThat(rendered).extracting(GenericKubernetesResource::getKind).contains("Deployment");
        rendered.stream()
                .filter(resource -> !resource.getApiVersion().equals(MONITORING))
                .forEach(resource -> dryRun(client, resource));
    }

    static Stream<Path> isTakenAsItIsRendered() throws IOException {
        return files("");
    }

    @Test
    void byDefaultItIsForItsOwnNamespaceAndElectsALeader() {
        assertThat(kinds("default.yaml"))
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRole",
                        "ClusterRole",
                        "Role",
                        "RoleBinding",
                        "Role",
                        "RoleBinding",
                        "Deployment",
                        "ConfigMap",
                        "PodDisruptionBudget",
                        "Service");
    }

    /** Reading Secrets and making pods everywhere is as good as cluster-admin: nobody gets it without having asked. */
    @Test
    void rightsInTheWholeClusterAreAChoice() {
        assertThat(Serialization.asYaml(only(render("default.yaml"), "Deployment")))
                .contains("name: \"QUARKUS_OPERATOR_SDK_NAMESPACES\"", "value: \"default\"");
        assertThat(render("default.yaml").stream()
                        .filter(resource -> resource.getKind().equals("ClusterRole"))
                        .map(Serialization::asYaml))
                .as("roles for people")
                .noneMatch(role -> role.contains("secrets"));
        assertThat(kinds("cluster.yaml")).contains("ClusterRoleBinding");
        assertThat(Serialization.asYaml(only(render("cluster.yaml"), "Deployment")))
                .doesNotContain("QUARKUS_OPERATOR_SDK_NAMESPACES");
    }

    @Test
    void forSomeNamespacesItHasNoRightsOutside() {
        var rendered = render("namespaced.yaml");
        assertThat(rendered)
                .extracting(GenericKubernetesResource::getKind)
                .doesNotContain("ClusterRoleBinding")
                .contains("NetworkPolicy");
        assertThat(rendered.stream().filter(resource -> resource.getKind().equals("Role")))
                .extracting(resource -> resource.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("default", "kube-public", "default");
        assertThat(Serialization.asYaml(rendered)).contains("\"default,kube-public\"");
    }

    @Test
    void monitoringObjectsHaveOnlyFieldsThatTheirOperatorKnows() {
        var rendered = render("everything.yaml");
        var monitor = typed(rendered, "ServiceMonitor", ServiceMonitor.class);
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(endpoint.getAdditionalProperties()).isEmpty();
        });
        var rules = typed(rendered, "PrometheusRule", PrometheusRule.class).getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
        assertThat(rules).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.getAdditionalProperties()).isEmpty();
            assertThat(rule.getAnnotations()).containsKey("summary");
            assertThat(rule.getLabels()).containsKey("severity");
        });
    }

    @Test
    void whatAParentChartSetsIsHonoured() {
        var rendered = render("everything.yaml");
        assertThat(rendered)
                .allSatisfy(resource -> assertThat(resource.getMetadata().getLabels())
                        .as("%s %s", resource.getKind(), resource.getMetadata().getName())
                        .containsEntry("owner", "data-platform")
                        .containsEntry("app.kubernetes.io/instance", "dmo"));
        var deployment = only(rendered, "Deployment");
        assertThat(deployment.getMetadata().getName()).isEqualTo("mover");
        assertThat(deployment.<Object>get("spec", "revisionHistoryLimit")).isEqualTo(3);
        assertThat(deployment.<Object>get("spec", "strategy", "rollingUpdate", "maxSurge"))
                .isEqualTo(0);
        assertThat(deployment.<Object>get("spec", "template", "spec", "imagePullSecrets"))
                .isEqualTo(List.of(Map.of("name", "registry"), Map.of("name", "mirror")));
        var image = "mirror.example:5000/operator@sha256:";
        assertThat(deployment.<String>get("spec", "template", "spec", "containers", 0, "image"))
                .startsWith(image);
        assertThat(Serialization.asYaml(deployment))
                .contains(
                        "mountPath: \"/etc/authorities\"",
                        "value: \"oapi.dingtalk.com,*.alarms.example\"",
                        "10.1.0.0/16");
        assertThat(rendered.stream()
                        .filter(resource -> resource.getMetadata().getName().equals("mover-worker"))
                        .map(Serialization::asYaml))
                .singleElement()
                .satisfies(worker -> assertThat(worker)
                        .contains(image, "owner: data-platform", "topologySpreadConstraints", "name: mirror"));
        assertThat(Serialization.asYaml(only(rendered, "ServiceMonitor"))).contains("scrapeTimeout: \"10s\"");
    }

    private static GenericKubernetesResource only(List<GenericKubernetesResource> rendered, String kind) {
        return rendered.stream()
                .filter(resource -> resource.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "everything.yaml", "namespaced.yaml", "single.yaml"})
    void podsHaveNoMoreThanTheyNeed(String values) {
        var deployment = render(values).stream()
                .filter(resource -> resource.getKind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> container = deployment.get("spec", "template", "spec", "containers", 0);
        assertThat(deployment.<Object>get("spec", "template", "spec", "securityContext", "runAsNonRoot"))
                .isEqualTo(true);
        assertThat(Serialization.asYaml(container.get("securityContext")))
                .contains("readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false", "ALL");
        assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe", "resources");
    }

    private static List<String> kinds(String values) {
        return render(values).stream().map(GenericKubernetesResource::getKind).toList();
    }

    private static List<GenericKubernetesResource> render(String values) {
        return Chart.render(Chart.template("default").withValuesFile(Chart.values(values)));
    }

    private static <T> T typed(List<GenericKubernetesResource> rendered, String kind, Class<T> type) {
        return rendered.stream()
                .filter(resource -> resource.getKind().equals(kind))
                .map(resource -> Serialization.unmarshal(Serialization.asJson(resource), type))
                .findFirst()
                .orElseThrow();
    }

    /** As {@code kubectl apply --server-side --dry-run=server --validate=strict}. */
    private static void dryRun(KubernetesClient client, GenericKubernetesResource resource) {
        client.resource(resource)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("helm")
                        .withForce(true)
                        .withDryRun(List.of("All"))
                        .withFieldValidation("Strict")
                        .build());
    }

    private static Stream<Path> files(String directory) throws IOException {
        try (var files = Files.list(Chart.values(directory))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }
}
