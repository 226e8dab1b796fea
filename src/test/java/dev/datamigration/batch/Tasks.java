package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchAnnotations;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.Eligibility;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.ResultReason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tasks and batch operations as rules see them. */
public final class Tasks {
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Tasks() {}

    /** A configured task; its UID is its name. */
    public static MigrationTask task(String name, String spec, String status) {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %1$s, namespace: shop, uid: %1$s, generation: 2, resourceVersion: "1", labels: {}, annotations: {}}
                spec:
                  source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
                  target: {type: PostgreSQL, host: b, database: shop, credentialsSecretRef: {name: b}}
                  objects: {include: ["public.*"]}
                %2$s
                status: {%3$s}
                """.formatted(name, spec.indent(2), status), MigrationTask.class);
    }

    /** A task that the batch operation {@code b} has edited. */
    public static MigrationTask edited(String name, String spec, String status) {
        var task = task(name, spec, status);
        task.getMetadata().getAnnotations().put(BatchAnnotations.BATCH, "b");
        return task;
    }

    public static BatchOperation batch(String spec) {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: BatchOperation
                metadata: {name: b, namespace: shop, uid: b, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {%s}
                status: {startedAt: "2026-01-01T00:00:00Z"}
                """.formatted(spec), BatchOperation.class);
    }

    public static BatchContext observed(String spec, Instant now, MigrationTask... tasks) {
        return observed(spec, now, name -> Optional.empty(), tasks);
    }

    public static BatchContext observed(
            String spec, Instant now, Function<String, Optional<String>> blocker, MigrationTask... tasks) {
        var batch = batch(spec);
        Map<String, MigrationTask> byName = Arrays.stream(tasks)
                .collect(Collectors.toMap(task -> task.getMetadata().getName(), task -> task));
        var eligibility = new Eligibility(batch.getSpec());
        return new BatchContext(batch, byName, Set.of(), blocker, eligibility, now);
    }

    public static BatchEntry entry(String name, int wave, EntryProgress progress) {
        return new BatchEntry(name, name, wave, progress, ResultReason.Waiting, null, null, NOW);
    }
}
