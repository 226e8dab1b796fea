package dev.datamigration.testing;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The committed CRDs of {@code crds/}. */
public final class CrdFiles {
    private CrdFiles() {}

    /** The directory with the CRDs of this working copy. */
    public static Path directory() {
        return projectDirectory().resolve("crds");
    }

    /** The working copy, wherever the JVM was started. */
    public static Path projectDirectory() {
        return Path.of(System.getProperty("project.directory", "")).toAbsolutePath();
    }

    public static List<CustomResourceDefinition> read() {
        try (var files = Files.list(directory())) {
            return files.sorted()
                    .map(file -> Serialization.unmarshal(readString(file), CustomResourceDefinition.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs the CRDs and waits until the server serves them. */
    static void install(KubernetesClient client) {
        for (var crd : read()) {
            client.resource(crd).create();
            client.resource(crd)
                    .waitUntilCondition(CrdFiles::isEstablished, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    private static String readString(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
