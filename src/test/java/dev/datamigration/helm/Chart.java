package dev.datamigration.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The chart of this working copy, rendered by Helm in this JVM. */
public final class Chart {
    private static final Path DIRECTORY = CrdFiles.projectDirectory().resolve("helm");

    private Chart() {}

    static Helm helm() {
        return new Helm(DIRECTORY);
    }

    /** With the least that it asks for, as the release {@code dmo} in that namespace. */
    public static TemplateCommand template(String namespace) {
        return usual(helm(), namespace);
    }

    private static TemplateCommand usual(Helm chart, String namespace) {
        return chart.template()
                .withKubeVersion("1.32")
                .withName("dmo")
                .withNamespace(namespace)
                .set("image.repository", "example.com/operator");
    }

    /** With these values besides, as YAML. */
    public static TemplateCommand template(String namespace, String values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return template(namespace).withValuesFile(Files.writeString(file, values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<GenericKubernetesResource> render(TemplateCommand command) {
        return Arrays.stream(command.call().split("(?m)^---$"))
                .filter(document -> document.contains("kind:"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    /** The deployment as it is installed by {@link #template(String)}, and the notes that Helm prints then. */
    public record Installed(GenericKubernetesResource deployment, String notes) {}

    /** As {@link #template(String)}, in a copy of the chart that keeps what it prints as an object. */
    public static Installed installed(String namespace, Path scratch) throws IOException {
        copy(scratch);
        var templates = scratch.resolve("templates");
        Files.writeString(
                templates.resolve("_notes.tpl"),
                "{{ define \"notes\" }}" + Files.readString(templates.resolve("NOTES.txt")) + "{{ end }}");
        Files.writeString(templates.resolve("notes.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: notes}
                data: {notes: {{ include "notes" . | quote }}}
                """);
        var objects = render(usual(new Helm(scratch), namespace));
        return new Installed(
                object(objects, "Deployment", ""),
                object(objects, "ConfigMap", "notes").get("data", "notes"));
    }

    private static GenericKubernetesResource object(List<GenericKubernetesResource> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.getKind().equals(kind)
                        && object.getMetadata().getName().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static void copy(Path to) throws IOException {
        try (var files = Files.walk(DIRECTORY)) {
            for (var file : files.toList()) {
                var copied = to.resolve(DIRECTORY.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    /** Values of src/test/resources/helm. */
    static Path values(String file) {
        return CrdFiles.projectDirectory().resolve("src/test/resources/helm").resolve(file);
    }
}
