package dev.datamigration.testing;

import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * A migration task that the real API server knows, for commands that look one up.
 *
 * @param name as namespace/name
 */
public record KnownTask(String name, String uid) {
    /** One of a namespace of its own; one that nobody knows where there is no real API server. */
    public static KnownTask orNone() {
        if (!RealApiServer.isAvailable()) {
            return new KnownTask("nowhere/nobody", "0a1b2c3d-uid");
        }
        var server = ApiServer.shared();
        var task = Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop, namespace: %s}
                spec: {}
                """.formatted(server.newNamespace("known")), MigrationTask.class);
        var meta = server.client().resource(task).create().getMetadata();
        return new KnownTask(meta.getNamespace() + "/" + meta.getName(), meta.getUid());
    }
}
