package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight shards, each with a writer, become one table, and move together by batch operations. */
@Tag("long")
class ShardMergeIT {
    private static final int SHARDS = 8;
    private static final String ROWS = "SELECT t::text FROM orders t";

    private final TestDatabase target = PostgresServers.target().createDatabase("merged_orders");
    private final List<TestDatabase> sources = IntStream.range(0, SHARDS)
            .mapToObj(shard -> PostgresServers.source().createDatabase("orders_" + shard))
            .toList();
    private final LocalEngine engine = new LocalEngine();
    private final BatchScene scene = BatchScene.withTaskController(ApiServer.mock(), engine);
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicInteger written = new AtomicInteger();
    private int batches;

    @AfterEach
    void end() {
        writing.set(false);
        scene.close();
        engine.close();
    }

    @Test
    void eightShardsBecomeOneTableAndMoveTogether() {
        scene.patience = Duration.ofMinutes(5);
        for (var shard = 0; shard < SHARDS; shard++) {
            create(shard);
        }
        scene.startOperator(new Wire());
        var writer = CompletableFuture.runAsync(this::write);
        operate(TaskOperation.Start, "");
        scene.awaitTasks(
                "to be verified",
                status -> status.supportedOperations() != null
                        && status.supportedOperations().contains(TaskOperation.EnterForwardSwitchover));
        operate(TaskOperation.EnterForwardSwitchover, "");
        confirm(SwitchoverStep.StartForwardSwitchover);
        waits(SwitchoverStep.ConfirmSourceWritesStopped);
        writing.set(false);
        writer.join();
        confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        confirm(SwitchoverStep.ProcessDatabaseObjects);
        scene.awaitTasks("to have moved", status -> status.state() == TaskState.Completed);
        assertThat(scene.tasks())
                .allSatisfy(task ->
                        assertThat(task.getStatus().verification().consistent()).isTrue());
        assertThat(written.get()).isGreaterThan(SHARDS * 10);
        assertThat(target.query(ROWS).stream().sorted().toList())
                .hasSizeGreaterThan(SHARDS * 2000)
                .isEqualTo(sources.stream()
                        .flatMap(source -> source.query(ROWS).stream())
                        .sorted()
                        .toList());
        operate(TaskOperation.End, "");
        assertThat(target.queryOne("SELECT to_regclass('datamigration.merged_table')"))
                .isNull();
    }

    private void create(int shard) {
        var source = sources.get(shard);
        source.execute(
                "CREATE TABLE orders (id bigint PRIMARY KEY, v text, changed int NOT NULL DEFAULT 0)",
                "CREATE INDEX orders_v ON orders (v)",
                "INSERT INTO orders SELECT i * 8 + " + shard + ", 'order ' || i FROM generate_series(1, 3000) i");
        var name = "shard-" + shard;
        scene.create(Manifest.secret(name + "-source", source));
        scene.create(Manifest.secret(name + "-target", target));
        scene.create(Manifest.task(
                name,
                "merge: orders",
                source,
                target,
                "objects: {include: [public.orders], rows: {public.orders: id %% 8 = %d}, mergeTables: [public.orders]}\nfullMigration: {parallelism: 1}"
                        .formatted(shard)));
    }

    /** Changes, adds and removes rows on every shard in turn. */
    private void write() {
        for (var round = 0; writing.get(); round++) {
            for (var shard = 0; shard < SHARDS; shard++) {
                sources.get(shard)
                        .execute(
                                "UPDATE orders SET changed = changed + 1, v = 'changed' WHERE id / 8 % 100 = "
                                        + round % 100,
                                "INSERT INTO orders SELECT (10000 + " + round + ") * 8 + " + shard + ", 'new'",
                                "DELETE FROM orders WHERE id / 8 = 500 + " + round % 300);
                written.incrementAndGet();
            }
        }
    }

    private void confirm(SwitchoverStep step) {
        waits(step);
        operate(TaskOperation.StartForwardSwitchover, ", forwardSwitchover: {step: " + step + ", action: Confirm}");
    }

    private void waits(SwitchoverStep step) {
        scene.awaitTasks(
                "to wait in " + step,
                status -> status.awaiting() != null && status.awaiting().step() == step);
    }

    private void operate(TaskOperation operation, String further) {
        var name = operation.name().toLowerCase() + "-" + ++batches;
        scene.batch(
                name,
                "alice",
                "{operation: " + operation + ", selector: {matchLabels: {merge: orders}}" + further + "}");
        var status = scene.awaitEnd(name);
        assertThat(status.state()).as("%s", status).isEqualTo("Complete");
        assertThat(status.counts().succeeded()).as("%s", status).isEqualTo(SHARDS);
    }
}
