package dev.datamigration.quickstart;

import dev.datamigration.testing.TestDatabase;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/** Applies the files of {@code examples/quickstart}, with the addresses and logins of the servers that were started. */
final class Manifests {
    private final KubernetesClient client;
    private final Databases databases;

    Manifests(KubernetesClient client, Databases databases) {
        this.client = client;
        this.databases = databases;
    }

    /** Returns the task among them. */
    TaskHandle apply(Path directory, String namespace) {
        client.resource(namespace(namespace)).serverSideApply();
        var objects = read(directory).map(this::withRealServers).toList();
        objects.forEach(object -> client.resource(object).inNamespace(namespace).serverSideApply());
        var task = objects.stream()
                .filter(object -> object.getKind().equals("MigrationTask"))
                .findFirst()
                .orElseThrow();
        return new TaskHandle(client, namespace, task.getMetadata().getName());
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    /** One object a file, in the order of the files' names. */
    private static Stream<GenericKubernetesResource> read(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .map(Manifests::load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericKubernetesResource load(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GenericKubernetesResource withRealServers(GenericKubernetesResource object) {
        if (object.getKind().equals("MigrationTask")) {
            withAddress(object.get("spec", "source"), databases.source());
            withAddress(object.get("spec", "target"), databases.target());
        } else if (object.getKind().equals("Secret")) {
            var isSource = object.getMetadata().getName().endsWith("source");
            withLogin(object, isSource ? databases.source() : databases.target());
        }
        return object;
    }

    private static void withAddress(Map<String, Object> endpoint, TestDatabase database) {
        endpoint.put("host", database.host());
        endpoint.put("port", database.port());
        endpoint.put("database", database.name());
    }

    /** As the API server itself would store it, which the mock one does not do. */
    private static void withLogin(GenericKubernetesResource secret, TestDatabase database) {
        secret.getAdditionalProperties().remove("stringData");
        secret.setAdditionalProperty(
                "data", Map.of("username", encoded(database.user()), "password", encoded(database.password())));
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
