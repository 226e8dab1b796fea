package dev.datamigration.crd;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Manifests in files, and what their first lines expect of the server. */
record Manifests(Path file, String text) {
    private static final String REFUSED = "# refused: ";

    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(MigrationTask.class, BatchOperation.class, RoleBinding.class, Role.class, Secret.class);

    /** The manifests that users are shown, but for those of Argo CD and Flux themselves. */
    static Stream<Manifests> examples() {
        return in(CrdFiles.projectDirectory().resolve("examples"))
                .filter(example -> !example.file().getParent().endsWith("argocd")
                        && !example.file().getParent().endsWith("flux"));
    }

    /** Manifests, or updates of stored ones, of {@code src/test/resources/manifests}. */
    static Stream<Manifests> ofTests(String directory) {
        return in(CrdFiles.projectDirectory().resolve("src/test/resources/manifests/" + directory));
    }

    private static Stream<Manifests> in(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Manifests::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests read(Path file) {
        try {
            return new Manifests(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> documents() {
        return Arrays.stream(text.split("(?m)^---$"))
                .filter(document -> document.contains("kind:") || document.contains("spec:"))
                .toList();
    }

    List<HasMetadata> resources() {
        return documents().stream().map(Manifests::parse).toList();
    }

    private static HasMetadata parse(String document) {
        Class<? extends HasMetadata> type = KINDS.stream()
                .filter(kind -> document.contains("kind: " + HasMetadata.getKind(kind)))
                .findFirst()
                .orElseThrow();
        return Serialization.unmarshal(document, type);
    }

    GenericKubernetesResource generic(int document) {
        return Serialization.unmarshal(documents().get(document), GenericKubernetesResource.class);
    }

    /** What the refusal has to say; empty for a manifest that has to be accepted. */
    List<String> refusal() {
        return text.lines()
                .filter(line -> line.startsWith(REFUSED))
                .map(line -> line.substring(REFUSED.length()))
                .toList();
    }

    @Override
    public String toString() {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }
}
