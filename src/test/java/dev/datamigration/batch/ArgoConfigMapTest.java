package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.batch.rule.SpecEdit;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.argocd.ArgoConfigMap;
import dev.datamigration.testing.argocd.LuaScript;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD is configured with is what was tested, and speaks of nothing that the API has not. */
class ArgoConfigMapTest {
    private static final Path DIRECTORY = CrdFiles.projectDirectory().resolve("examples/argocd");
    private static final Pattern FIELD = Pattern.compile("\\b(status|spec)((?:\\.[A-Za-z]+)+)");

    @Test
    void holdsTheScripts() throws IOException {
        var file = DIRECTORY.resolve("argocd-cm.yaml");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, ArgoConfigMap.yaml());
        }
        assertThat(Files.readString(file)).isEqualTo(ArgoConfigMap.yaml());
        var data = Serialization.yamlMapper().readTree(ArgoConfigMap.yaml()).get("data");
        assertThat(data.get("resource.customizations.health.datamigration.dev_MigrationTask")
                        .asText())
                .isEqualTo(LuaScript.health("MigrationTask").text());
        var actions = Serialization.yamlMapper()
                .readTree(data.get("resource.customizations.actions.datamigration.dev_MigrationTask")
                        .asText());
        assertThat(actions.get("discovery.lua").asText())
                .isEqualTo(LuaScript.discovery("MigrationTask").text());
        assertThat(actions.get("definitions"))
                .hasSize(LuaScript.actions("MigrationTask").size());
        actions.get("definitions")
                .forEach(action -> assertThat(action.get("action.lua").asText())
                        .isEqualTo(LuaScript.action(
                                        "MigrationTask", action.get("name").asText())
                                .text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MigrationTask", "BatchOperation"})
    void readsOnlyFieldsThatTheApiHas(String kind) {
        var schema = schema(kind);
        var fields = Stream.concat(
                        Stream.of(LuaScript.health(kind), LuaScript.discovery(kind)),
                        LuaScript.actions(kind).values().stream())
                .flatMap(script -> FIELD.matcher(script.text()).results())
                .map(match -> match.group(1) + match.group(2))
                .distinct()
                .toList();
        assertThat(fields).hasSizeGreaterThan(3).allSatisfy(field -> {
            var at = schema;
            for (var part : field.split("\\.")) {
                at = at.path("properties").path(part);
            }
            assertThat(at.isMissingNode()).as(field).isFalse();
        });
    }

    private static JsonNode schema(String kind) {
        return CrdFiles.read().stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                .map(crd -> Serialization.jsonMapper()
                        .<JsonNode>valueToTree(
                                crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema()))
                .findFirst()
                .orElseThrow();
    }

    /** Every manager that a batch operation writes under, or the next sync would undo it. */
    @Test
    void theApplicationIgnoresWhatBatchOperationsSet() throws IOException {
        var application = Serialization.yamlMapper().readTree(Files.readString(DIRECTORY.resolve("application.yaml")));
        var ignored = application.get("spec").get("ignoreDifferences").get(0);
        assertThat(ignored.get("group").asText()).isEqualTo("datamigration.dev");
        assertThat(ignored.get("kind").asText()).isEqualTo("MigrationTask");
        assertThat(texts(ignored.get("managedFieldsManagers")))
                .contains(Arrays.stream(TaskOperation.values())
                        .map(operation -> SpecEdit.fieldManager(
                                Tasks.batch("operation: " + operation).getSpec()))
                        .toArray(String[]::new))
                .contains("argocd-server");
        assertThat(texts(application.get("spec").get("syncPolicy").get("syncOptions")))
                .contains("ServerSideApply=true", "RespectIgnoreDifferences=true");
    }

    /** What these managers set, Git could not take back: for instance to abort a switchover. */
    @Test
    void whereGitApprovesItKeepsTheLastWordOnTheSwitchover() throws IOException {
        var application =
                Serialization.yamlMapper().readTree(Files.readString(DIRECTORY.resolve("application-approval.yaml")));
        assertThat(texts(application.get("spec").get("ignoreDifferences").get(0).get("managedFieldsManagers")))
                .doesNotContain(
                        "argocd-server",
                        SpecEdit.fieldManager(
                                Tasks.batch("operation: EnterForwardSwitchover").getSpec()));
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, n -> n < list.size(), n -> n + 1)
                .map(n -> list.get(n).asText())
                .toList();
    }
}
