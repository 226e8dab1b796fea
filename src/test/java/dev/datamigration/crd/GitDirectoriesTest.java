package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directories that stand for a Git repository can be synced as they are. */
class GitDirectoriesTest {

    /** Of two manifests of one object Argo CD silently applies the last, and Flux refuses both. */
    @ParameterizedTest
    @ValueSource(strings = {"gitops", "gitops-approval/before", "gitops-approval/after"})
    void haveEachObjectOnce(String directory) {
        assertThat(objects(directory))
                .isNotEmpty()
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    /** With them a sync would wait for the task, and Argo CD would apply no later commit meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"gitops-approval/before", "gitops-approval/after"})
    void whatIsApprovedThroughGitHasNeitherWavesNorHooks(String directory) {
        assertThat(objects(directory))
                .allSatisfy(object -> assertThat(
                                object.getMetadata().getAnnotations().keySet())
                        .doesNotContain("argocd.argoproj.io/sync-wave", "argocd.argoproj.io/hook"));
    }

    @Test
    void thePullRequestChangesOnlyTheSwitchover() {
        assertThat(withoutSwitchover("gitops-approval/after")).isEqualTo(withoutSwitchover("gitops-approval/before"));
    }

    private static JsonNode withoutSwitchover(String directory) {
        JsonNode task =
                Serialization.jsonMapper().valueToTree(objects(directory).get(0));
        assertThat(((ObjectNode) task.get("spec")).remove("forwardSwitchover")).isNotNull();
        return task;
    }

    private static List<GenericKubernetesResource> objects(String directory) {
        var path = CrdFiles.projectDirectory().resolve("examples").resolve(directory);
        return Manifests.examples()
                .filter(file -> file.file().getParent().equals(path))
                .flatMap(file -> IntStream.range(0, file.documents().size()).mapToObj(file::generic))
                .toList();
    }
}
