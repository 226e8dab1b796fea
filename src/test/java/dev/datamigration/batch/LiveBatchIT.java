package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.shop.ShopDatabase;
import dev.datamigration.testing.shop.ShopScale;
import dev.datamigration.testing.shop.ShopWriter;
import dev.datamigration.testing.shop.WriterSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four databases move and are switched over while their rows change, by the batch operations of {@code examples} alone. */
class LiveBatchIT {
    private static final ShopScale SCALE = ShopScale.ofRows(3_000);
    private static final List<String> TASKS = List.of("shop", "shop-gentle", "crm", "billing");
    private static final String SPEC = """
            migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]
            objects: {include: ["shop.*"]}
            fullMigration: {chunkRows: 500}
            fullVerification: {chunkRows: 100, parallelism: 1}
            limits: {rowsPerSecond: 1500}
            forwardSwitchover: {maxLatencySeconds: 300}
            """;

    private final LocalEngine engine = new LocalEngine();
    private final BatchScene scene = BatchScene.withTaskController(ApiServer.shared(), engine);
    private final Map<String, TestDatabase> sources = new LinkedHashMap<>();
    private final Map<String, TestDatabase> targets = new LinkedHashMap<>();
    private final List<ShopWriter> writers = new ArrayList<>();

    @BeforeEach
    void fourShops() {
        scene.patience = Patience.LIMIT.multipliedBy(2);
        TASKS.parallelStream().forEach(this::create);
        scene.startOperator(new Wire());
    }

    private void create(String name) {
        var source = PostgresServers.source().createDatabase("batch_source");
        var target = PostgresServers.target().createDatabase("batch_target");
        ShopDatabase.create(source, SCALE);
        scene.create(Manifest.secret(name + "-source", source));
        scene.create(Manifest.secret(name + "-target", target));
        scene.create(Manifest.task(name, "wave: '1'", source, target, SPEC));
        synchronized (this) {
            sources.put(name, source);
            targets.put(name, target);
            writers.add(ShopWriter.start(source, SCALE, new WriterSettings(1, 15, 7)));
        }
    }

    @AfterEach
    void end() {
        writers.forEach(ShopWriter::close);
        scene.close();
        engine.close();
    }

    @Test
    void areStartedStoppedResumedAndEndedAndSkipTheirVerification() {
        assertThat(succeeded(Manifest.example("start"))).isEqualTo(4);
        scene.awaitTasks("to load", status -> reached(status, Phase.FullMigration));
        assertThat(succeeded(Manifest.example("stop"))).as("two by name").isEqualTo(2);
        assertThat(workers("shop") + workers("shop-gentle"))
                .as("what runs of stopped tasks")
                .isZero();
        await("what runs of the others").until(() -> workers("crm") > 0 && workers("billing") > 0);
        assertThat(succeeded(Manifest.example("resume"))).isEqualTo(2);

        scene.awaitTasks("to be compared", status -> reached(status, Phase.FullVerification));
        assertThat(succeeded(scene.composed("stop-all", "{operation: Stop, selector: {}}")))
                .isEqualTo(4);
        assertSkippedWhereUnfinished();
        var again = Manifest.example("resume");
        again.getMetadata().setName("resume-again");
        assertThat(succeeded(again)).isEqualTo(4);

        switchOver();
        assertThat(succeeded(scene.composed("stop-at-last", "{operation: Stop, selector: {}}")))
                .isEqualTo(4);
        assertThat(succeeded(Manifest.example("end"))).isEqualTo(4);
        TASKS.forEach(this::assertReleased);
    }

    private static boolean reached(MigrationTaskStatus status, Phase phase) {
        return status.phase() != null && status.phase().compareTo(phase) >= 0;
    }

    /** A quick machine has compared some databases before the stop reaches them; nothing of those is left to skip. */
    private void assertSkippedWhereUnfinished() {
        var unfinished = scene.tasks().stream()
                .filter(task -> !Boolean.TRUE.equals(task.getStatus().phaseComplete()))
                .map(task -> task.getMetadata().getName())
                .toList();
        assertThat(succeeded(Manifest.example("skip-full-verification"))).isEqualTo(unfinished.size());
        assertThat(scene.tasks()).allSatisfy(task -> {
            var verification = task.getStatus().verification();
            assertThat(task.getStatus().state()).isEqualTo(TaskState.Stopped);
            assertThat(Boolean.TRUE.equals(verification.skipped()))
                    .isEqualTo(unfinished.contains(task.getMetadata().getName()));
            assertThat(Boolean.TRUE.equals(verification.skipped()) || Boolean.TRUE.equals(verification.consistent()))
                    .isTrue();
        });
    }

    /** A task that was stopped has a backlog, and its limit lets it catch up slowly. */
    private static boolean readyToSwitchOver(MigrationTaskStatus status) {
        return Boolean.TRUE.equals(status.phaseComplete())
                && status.incremental().latencyMillis() != null
                && status.incremental().latencyMillis() < 5_000;
    }

    /** Each step is answered for all four tasks by one manifest. */
    private void switchOver() {
        TASKS.forEach(task -> scene.awaitTask(task, LiveBatchIT::readyToSwitchOver));
        assertThat(succeeded(Manifest.example("enter-forward-switchover"))).isEqualTo(4);
        answered(SwitchoverStep.StartForwardSwitchover, "start-forward-switchover");
        TASKS.forEach(task -> awaitStep(task, SwitchoverStep.ConfirmSourceWritesStopped));
        writers.forEach(ShopWriter::stop);
        answered(SwitchoverStep.ConfirmSourceWritesStopped, "confirm-source-writes-stopped");
        answered(SwitchoverStep.ProcessDatabaseObjects, "complete-database-objects");
        answered(SwitchoverStep.StartReverseIncrement, "start-reverse-increment");
        TASKS.forEach(task -> scene.awaitTask(task, status -> status.phase() == Phase.ReverseIncrement));
        TASKS.forEach(this::assertEqual);
    }

    private void answered(SwitchoverStep step, String example) {
        TASKS.forEach(task -> awaitStep(task, step));
        var status = result(Manifest.example(example));
        assertThat(status.counts().succeeded()).as("%s: %s", example, status).isEqualTo(4);
    }

    private void awaitStep(String task, SwitchoverStep step) {
        scene.awaitTask(
                task, status -> status.awaiting() != null && status.awaiting().step() == step);
    }

    private int succeeded(BatchOperation batch) {
        return result(batch).counts().succeeded();
    }

    private BatchOperationStatus result(BatchOperation batch) {
        scene.create(batch);
        var status = scene.awaitEnd(batch.getMetadata().getName());
        assertThat(status.state()).as("%s", status).isEqualTo("Complete");
        return status;
    }

    private long workers(String task) {
        return sources.get(task).taskSessions() + targets.get(task).taskSessions();
    }

    private void assertEqual(String task) {
        var source = sources.get(task);
        var target = targets.get(task);
        target.execute("INSERT INTO shop.categories (name) VALUES ('written after the switchover')");
        await("the last row of " + task)
                .atMost(scene.patience)
                .until(() -> source.count("shop.categories WHERE name = 'written after the switchover'") == 1);
        assertThat(DatabaseComparer.compare(source, target)).isNotEmpty().allMatch(table -> table.same());
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
    }

    private void assertReleased(String task) {
        assertThat(sources.get(task).count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        assertThat(sources.get(task).count("pg_publication")).isZero();
        for (var side : List.of(sources.get(task), targets.get(task))) {
            assertThat(side.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
        }
    }
}
