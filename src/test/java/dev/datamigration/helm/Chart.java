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
        return helm().template()
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

    /** Values of src/test/resources/helm. */
    static Path values(String file) {
        return CrdFiles.projectDirectory().resolve("src/test/resources/helm").resolve(file);
    }
}
