package dev.datamigration.batch;

import dev.datamigration.api.Api;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.TestDatabase;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;

/** Objects as a person would apply them. */
final class Manifest {
    private Manifest() {}

    /** A batch operation of {@code examples/batch-operations}. */
    static BatchOperation example(String name) {
        var file = CrdFiles.projectDirectory().resolve("examples/batch-operations/" + name + ".yaml");
        try {
            return Serialization.unmarshal(Files.readString(file), BatchOperation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A task whose two databases are not there; its logins are in the Secrets old and new. */
    static MigrationTask task(String name, String labels, String spec) {
        return task(name, labels, endpoint("old", 5432, "shop", "old"), endpoint("new", 5432, "shop", "new"), spec);
    }

    /** A task whose two databases are behind a port of this machine; its logins are in the Secrets old and new. */
    static MigrationTask task(String name, String labels, int port, String spec) {
        return task(
                name,
                labels,
                endpoint("127.0.0.1", port, "old", "old"),
                endpoint("127.0.0.1", port, "new", "new"),
                spec);
    }

    /** A task of which nothing is said but its name. */
    static MigrationTask unconfigured(String name, String labels) {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %s, labels: {%s}}
                spec: {}
                """.formatted(name, labels), MigrationTask.class);
    }

    /** A task between two databases that are there; its logins are in the Secrets {@code <name>-source} and -target. */
    static MigrationTask task(String name, String labels, TestDatabase source, TestDatabase target, String spec) {
        return task(name, labels, endpoint(source, name + "-source"), endpoint(target, name + "-target"), spec);
    }

    private static String endpoint(TestDatabase database, String secret) {
        return endpoint(database.host(), database.port(), database.name(), secret);
    }

    private static String endpoint(String host, int port, String database, String secret) {
        return "{type: PostgreSQL, host: %s, port: %d, database: %s, credentialsSecretRef: {name: %s}, tls: {mode: Disable}}"
                .formatted(host, port, database, secret);
    }

    private static MigrationTask task(String name, String labels, String source, String target, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %s, labels: {%s}}
                spec:
                  source: %s
                  target: %s
                """.formatted(name, labels, source, target) + spec.indent(2), MigrationTask.class);
    }

    static Secret secret(String name, TestDatabase database) {
        return secret(name, database.user(), database.password());
    }

    static Secret secret(String name, String user, String password) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(Api.ALLOWED_HOSTS, "*")
                .endMetadata()
                .withData(Map.of("username", encoded(user), "password", encoded(password)))
                .build();
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
