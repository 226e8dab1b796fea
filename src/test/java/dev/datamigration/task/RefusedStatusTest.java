package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a task whose status the API server refuses for good. */
class RefusedStatusTest {
    private final ControlScene scene = new ControlScene();

    private void running() {
        scene.wants(DesiredState.Running).pass();
        scene.reports(new WorkerState.Running(Phase.Precheck)).pass();
        var item = new PrecheckItem("Connectivity", Side.Source, PrecheckItemStatus.Passed, "connected", null, true);
        scene.engine.find(
                ControlScene.ID,
                DetailsOf.parts(new PrecheckStatus("2026-01-01T00:00:00Z", List.of(item)), null, null, null, null));
    }

    private static boolean lists(MigrationTaskStatus status) {
        return status.precheck() != null && !status.precheck().items().isEmpty();
    }

    private Optional<Condition> reduced() {
        return scene.status().conditions().stream()
                .filter(condition -> condition.getType().equals("StatusReduced"))
                .findFirst();
    }

    @Test
    void aSmallerOneSaysWhatIsLeftOutAndControlsTheTaskAllTheSame() {
        running();
        scene.refused = RefusedStatusTest::lists;
        scene.reports(new WorkerState.PhaseDone(Phase.Precheck)).pass();
        assertThat(scene.status().phase()).isEqualTo(Phase.SchemaMigration);
        assertThat(scene.status().precheck().items()).isEmpty();
        assertThat(reduced().orElseThrow().getReason()).isEqualTo("WithoutLists");
        assertThat(reduced().orElseThrow().getMessage())
                .contains("422: too much")
                .contains("items of precheck");
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Run(Phase.SchemaMigration));

        scene.wants(DesiredState.Stopped).pass();
        scene.pass();
        assertThat(scene.status().state()).isEqualTo(TaskState.Stopped);
        assertThat(scene.status().supportedOperations()).contains(TaskOperation.Resume, TaskOperation.End);
        assertThat(scene.refusals).as("tried whole only once").isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsNotTriedWithEveryPass() {
        running();
        scene.refused = status -> lists(status) || status.schema() != null || status.precheck() != null;
        scene.reports(new WorkerState.PhaseDone(Phase.Precheck)).pass();
        assertThat(reduced().orElseThrow().getReason()).isEqualTo("Essentials");
        var refusals = scene.refusals;
        var writes = scene.writes;
        for (var i = 0; i < 100; i++) {
            scene.later(Duration.ofSeconds(5)).pass();
        }
        assertThat(scene.refusals).isEqualTo(refusals);
        assertThat(scene.writes).as("nothing moved").isEqualTo(writes);
    }

    @Test
    void onceTheApiServerTakesItTheWholeStatusIsBack() {
        running();
        scene.refused = RefusedStatusTest::lists;
        scene.reports(new WorkerState.PhaseDone(Phase.Precheck)).pass();
        scene.refused = status -> false;
        scene.later(Duration.ofMinutes(10)).pass();
        assertThat(reduced()).isEmpty();
        assertThat(scene.status().precheck().items()).hasSize(1);
    }

    @Test
    void whereNoneIsTakenNothingIsDoneAndAnEventSaysSoOnce() {
        running();
        var goals = scene.engine.pursued().size();
        scene.refused = status -> true;
        scene.wants(DesiredState.Stopped);
        for (var i = 0; i < 3; i++) {
            assertThat(scene.later(Duration.ofSeconds(10)).pass().requeue()).isEqualTo(Requeue.Later);
        }
        assertThat(scene.engine.pursued()).hasSize(goals);
        assertThat(scene.events).containsOnlyOnce(EventReason.StatusRefused);
        scene.refused = status -> false;
        scene.pass();
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Stop());
    }
}
