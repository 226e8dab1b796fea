package dev.datamigration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.helm.Chart;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that documents tell people to type are taken by a kube-apiserver, which is only asked what it would do. */
class DocumentedCommandsIT {
    /** Wait for an operator, follow without end, or are about things that a lone API server has not. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "kubectl migration .*|kubectl (wait|exec|plugin|krew) .*|.* rollout .*|.* -w\\b.*|.*-n argocd .*|.* lease .*|.*\\|.*");

    private static final Set<String> WRITES = Set.of("patch", "annotate", "apply", "create", "delete", "label");

    private final ApiServer server = ApiServer.realOrSkip();
    private final String namespace = server.newNamespace("documented");

    @BeforeEach
    void whatTheyAreAbout() {
        for (var name : List.of("shop", "orders")) {
            create("""
                    apiVersion: datamigration.dev/v1alpha1
                    kind: MigrationTask
                    metadata: {name: %s}
                    spec:
                      source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: shop-source}}
                      target: {type: PostgreSQL, host: new, database: shop, credentialsSecretRef: {name: shop-source}}
                      objects: {include: ["public.*"]}
                      forwardSwitchover: {entered: true}
                    """.formatted(name), MigrationTask.class);
        }
        create("""
                apiVersion: datamigration.dev/v1alpha1
                kind: BatchOperation
                metadata: {name: enter-wave-1}
                spec: {operation: Stop, selector: {}, suspend: true}
                """, BatchOperation.class);
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("shop-source")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    private <T extends io.fabric8.kubernetes.api.model.HasMetadata> void create(String manifest, Class<T> kind) {
        server.client()
                .resource(Serialization.unmarshal(manifest, kind))
                .inNamespace(namespace)
                .create();
    }

    @Test
    void everyCommandOfTheDocumentsIsTaken() throws IOException, InterruptedException {
        var taken = new ArrayList<String>();
        for (var document : Document.all()) {
            for (var command : document.commands()) {
                if (!ELSEWHERE.matcher(command).matches()) {
                    run(document, command);
                    taken.add(command);
                }
            }
        }
        assertThat(taken).as("commands found in the documents").hasSizeGreaterThanOrEqualTo(12);
    }

    /** Placeholders are filled in, the deployment is rolled out, and nothing is followed without end. */
    @Test
    void everyCommandThatHelmPrintsIsTaken(@TempDir Path scratch) throws IOException, InterruptedException {
        var installed = Chart.installed(namespace, scratch);
        rolledOut(installed.deployment());
        var commands = installed
                .notes()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("kubectl "))
                .map(command -> command.replace("<namespace>", namespace).replaceFirst(" -w$", ""))
                .toList();
        assertThat(commands).as(installed.notes()).hasSize(4);
        for (var command : commands) {
            run("NOTES.txt", command);
        }
    }

    private void rolledOut(GenericKubernetesResource deployment) {
        var made = server.client().resource(deployment).inNamespace(namespace).create();
        made.setAdditionalProperty(
                "status",
                Map.of(
                        "observedGeneration",
                        1,
                        "replicas",
                        2,
                        "updatedReplicas",
                        2,
                        "readyReplicas",
                        2,
                        "availableReplicas",
                        2));
        server.client().resource(made).updateStatus();
    }

    private void run(Object document, String command) throws IOException, InterruptedException {
        var isExample = command.contains(" -f examples/"); // what comes after it asks about it
        var asked = !WRITES.contains(verb(command)) || isExample
                ? ""
                : verb(command).equals("delete") ? " --dry-run=client" : " --dry-run=server";
        var builder = new ProcessBuilder(
                        "sh", "-c", inOurNamespace(command).replaceFirst("kubectl", "kubectl" + where(command)) + asked)
                .directory(Document.ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", server.kubeconfig().toString());
        builder.environment()
                .merge("PATH", Path.of(System.getenv("KUBEBUILDER_ASSETS")) + ":", (old, first) -> first + old);
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s%n%s", document, command, printed)
                .isZero();
    }

    private String where(String command) {
        return command.endsWith(" -A") ? "" : " -n " + namespace;
    }

    private static String inOurNamespace(String command) {
        return command.replaceFirst(" -n [a-z-]+ ", " ");
    }

    private static String verb(String command) {
        return inOurNamespace(command).split(" ")[1];
    }
}
