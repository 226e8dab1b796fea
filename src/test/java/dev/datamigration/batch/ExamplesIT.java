package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.FakeEngine;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every manifest of {@code examples/batch-operations}, carried out one after the other on three tasks. */
class ExamplesIT {
    private static final String SPEC = """
            objects: {include: ["public.*"]}
            migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]
            """;

    private final List<String> applied = new ArrayList<>();
    private BatchScene scene;

    @Test
    void doWhatTheySay() {
        var engine = FakeEngine.switchingOver().answering(ExamplesIT::comparingForever);
        try (var opened = BatchScene.withTaskController(ApiServer.shared(), engine)) {
            scene = opened;
            scene.create(Manifest.secret("old", "user", "secret"));
            scene.create(Manifest.secret("new", "user", "secret"));
            scene.create(Manifest.task("shop", "wave: '1', team: checkout", SPEC));
            scene.create(Manifest.task("shop-gentle", "wave: '1', team: search", SPEC));
            scene.create(Manifest.task("crm", "wave: '2'", SPEC));
            scene.startOperator(new Wire());
            fromStartToVerification();
            alerts();
            throughTheSwitchover();
            scene.batch("stop-all", "{operation: Stop, selector: {}}");
            scene.awaitEnd("stop-all");
            assertThat(apply("end").counts().succeeded()).isEqualTo(2);
            oneMoreIsGivenUp();
        }
        var files = CrdFiles.projectDirectory()
                .resolve("examples/batch-operations")
                .toFile()
                .listFiles();
        assertThat(Stream.of(files).map(File::getName).map(name -> name.replace(".yaml", "")))
                .as("every example")
                .containsExactlyInAnyOrderElementsOf(applied);
    }

    private void fromStartToVerification() {
        assertThat(apply("start").counts().succeeded()).as("wave 1").isEqualTo(2);
        var all = apply("start-in-waves");
        assertThat(all.counts().succeeded()).isEqualTo(1);
        assertThat(BatchScene.byName(all).get("shop").reason()).isEqualTo("StateNotSupported");
        scene.awaitTasks("to be compared", status -> status.phase() == Phase.FullVerification);
        var look = apply("stop-dry-run");
        assertThat(look.counts().supported()).isEqualTo(2);
        assertThat(look.counts().succeeded()).isZero();
        assertThat(apply("stop").counts().succeeded()).isEqualTo(2);
        assertThat(apply("resume").counts().succeeded()).isEqualTo(2);
        assertThat(apply("skip-full-verification").counts().succeeded()).isEqualTo(2);
    }

    private void alerts() {
        assertThat(apply("modify-alert-configuration").counts().supported()).isEqualTo(2);
        assertThat(scene.task("shop").get().getSpec().alerts().incrementalLatency())
                .isNotNull();
        assertThat(apply("remove-alerts").counts().succeeded()).isEqualTo(1);
        assertThat(scene.task("shop").get().getSpec().alerts().incrementalLatency())
                .isNull();
    }

    private void throughTheSwitchover() {
        var entered = apply("enter-forward-switchover");
        assertThat(entered.counts().succeeded()).isEqualTo(2);
        var begun = apply("start-forward-switchover");
        assertThat(begun.counts().succeeded()).isEqualTo(2);
        answered(SwitchoverStep.ConfirmSourceWritesStopped, "confirm-source-writes-stopped");
        answered(SwitchoverStep.ProcessDatabaseObjects, "complete-database-objects");
        answered(SwitchoverStep.StartReverseIncrement, "start-reverse-increment");
        scene.awaitTask("shop", status -> status.phase() == Phase.ReverseIncrement);
    }

    private void oneMoreIsGivenUp() {
        scene.create(Manifest.task("billing", "wave: '1'", SPEC));
        scene.batch("start-one-more", "{operation: Start, tasks: [billing]}");
        scene.awaitEnd("start-one-more");
        scene.batch("stop-one-more", "{operation: Stop, tasks: [billing]}");
        scene.awaitEnd("stop-one-more");
        assertThat(apply("end-and-abandon").counts().succeeded()).isEqualTo(1);
    }

    private void answered(SwitchoverStep step, String example) {
        for (var task : List.of("shop", "shop-gentle")) {
            scene.awaitTask(
                    task,
                    status -> status.awaiting() != null && status.awaiting().step() == step);
        }
        assertThat(apply(example).counts().succeeded()).as(example).isEqualTo(2);
    }

    private BatchOperationStatus apply(String name) {
        applied.add(name);
        var batch = Manifest.example(name);
        scene.create(batch);
        return scene.awaitEnd(batch.getMetadata().getName());
    }

    private static WorkerState comparingForever(Wanted wanted) {
        if (wanted instanceof Wanted.Run run) {
            return run.phase() == Phase.FullVerification
                    ? new WorkerState.Running(run.phase())
                    : new WorkerState.PhaseDone(run.phase());
        }
        return wanted instanceof Wanted.Stop ? new WorkerState.Stopped() : new WorkerState.Released();
    }
}
