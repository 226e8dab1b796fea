package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chart is well formed, and what it renders is taken by a real API server. */
class HelmChartIT {
    private final Helm chart = new Helm(CrdFiles.projectDirectory().resolve("helm"));

    @Test
    void lints() {
        var result = chart.lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void asksForAnImage() {
        assertThatThrownBy(() -> chart.template().withKubeVersion("1.32").call())
                .hasMessageContaining("no image is published yet");
    }

    @Test
    void refusesValuesItDoesNotKnow() {
        assertThatThrownBy(() -> template().set("replicas", "3").call()).hasMessageContaining("replicas");
    }

    @Test
    void isTakenForTheWholeCluster() {
        var rendered = render(template());
        assertThat(kinds(rendered))
                .containsExactlyInAnyOrder("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Deployment");
        apply(rendered);
    }

    @Test
    void isTakenForSomeNamespaces() {
        var rendered = render(template().set("watchNamespaces[0]", "default").set("watchNamespaces[1]", "kube-public"));
        assertThat(kinds(rendered))
                .containsExactlyInAnyOrder(
                        "ServiceAccount", "Role", "RoleBinding", "Role", "RoleBinding", "Deployment");
        apply(rendered);
    }

    private TemplateCommand template() {
        return chart.template()
                .withKubeVersion("1.32")
                .withName("dmo")
                .withNamespace("default")
                .set("image.repository", "example.com/operator");
    }

    private static List<GenericKubernetesResource> render(TemplateCommand command) {
        return Arrays.stream(command.call().split("(?m)^---$"))
                .filter(document -> document.contains("kind:"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    private static List<String> kinds(List<GenericKubernetesResource> resources) {
        return resources.stream().map(GenericKubernetesResource::getKind).toList();
    }

    private static void apply(List<GenericKubernetesResource> resources) {
        var client = ApiServer.realOrSkip().client();
        resources.forEach(resource ->
                client.resource(resource).fieldManager("helm").forceConflicts().serverSideApply());
    }
}
