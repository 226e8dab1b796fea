package dev.datamigration.crash;

import dev.datamigration.api.Api;
import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.DesiredState;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.endpoint.SecretRef;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.api.endpoint.TlsSettings;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.testing.TestDatabase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The objects that a person would apply for a migration of the shop. */
public final class TaskManifests {
    private TaskManifests() {}

    /** A running task, slowed down enough that a kill finds every phase under way. */
    public static MigrationTask task(String name, TestDatabase source, TestDatabase target, long rowsPerSecond) {
        return task(name, source, target, rowsPerSecond, 1);
    }

    /** The same, with so many workers. */
    public static MigrationTask task(
            String name, TestDatabase source, TestDatabase target, long rowsPerSecond, int workers) {
        var task = new MigrationTask();
        task.setMetadata(new ObjectMetaBuilder().withName(name).build());
        task.setSpec(new MigrationTaskSpec(
                DesiredState.Running,
                null,
                endpoint(source, name + "-source"),
                endpoint(target, name + "-target"),
                null,
                new ObjectSelection(List.of("shop.*"), null, null, null),
                null,
                new FullMigrationSettings(2, 2_000, null, null),
                null,
                new FullVerificationSettings(null, null, 2_000, null, null),
                new Limits(rowsPerSecond, null, null),
                null,
                null,
                new EngineSettings(null, null, null, workers),
                null,
                null));
        return task;
    }

    public static Secret secret(String name, TestDatabase database) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(Api.ALLOWED_HOSTS, "*")
                .endMetadata()
                .withData(Map.of("username", encoded(database.user()), "password", encoded(database.password())))
                .build();
    }

    private static Endpoint endpoint(TestDatabase database, String secret) {
        return new Endpoint(
                DatabaseType.PostgreSQL,
                database.host(),
                database.port(),
                database.name(),
                new SecretRef(secret),
                new TlsSettings(TlsMode.Disable, null),
                null);
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
