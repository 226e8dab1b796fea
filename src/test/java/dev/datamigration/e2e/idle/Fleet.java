package dev.datamigration.e2e.idle;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Many tasks of which none has anything to do: of ten, four are not started, two ended, one not configured and three
 * stopped.
 */
final class Fleet {
    private static final int NAMESPACES = 10;
    private static final String CONFIGURED = """
            source: {type: PostgreSQL, host: shop-%1$d.example.com, database: shop, credentialsSecretRef: {name: source}}
              target: {type: PostgreSQL, host: new-%1$d.example.com, database: shop, credentialsSecretRef: {name: target}}
              objects: {include: ["shop.*", "stock.*"], exclude: ["shop.audit_*"]}
            """;
    private static final String STOPPED = """
            state: Stopped
            phase: IncrementalSync
            epoch: 2
            startedAt: "2026-01-01T00:00:00Z"
            incremental: {checkpointTimestamp: "2026-01-01T00:00:00Z"}
            """;

    private Fleet() {}

    static void create(ApiServer server, int tasks) {
        List<String> namespaces = IntStream.range(0, NAMESPACES)
                .mapToObj(i -> server.newNamespace("wave"))
                .toList();
        IntStream.range(0, tasks).parallel().forEach(i -> create(server, namespaces.get(i % NAMESPACES), i));
    }

    private static void create(ApiServer server, String namespace, int i) {
        var role = i / NAMESPACES % 10;
        var spec = role == 6 ? "desiredState: NotStarted\n" : CONFIGURED.formatted(i) + wanted(role);
        var created = server.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: datamigration.dev/v1alpha1
                        kind: MigrationTask
                        metadata:
                          name: shop-%d
                          namespace: %s
                          labels: {team: shop, wave: "%d"}
                        spec:
                          %s
                        """.formatted(i, namespace, role, spec), MigrationTask.class))
                .create();
        if (role > 6) {
            created.setStatus(Serialization.unmarshal(STOPPED, MigrationTaskStatus.class));
            server.client().resource(created).updateStatus();
        }
    }

    private static String wanted(int role) {
        if (role < 4) {
            return "";
        }
        return "  desiredState: " + (role < 6 ? "Ended" : "Stopped");
    }
}
