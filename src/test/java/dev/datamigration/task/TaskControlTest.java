package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.Tries;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The order of things, and what each costs, seen pass by pass. */
class TaskControlTest {
    private final ControlScene scene = new ControlScene();

    private void runningUpTo(Phase phase) {
        scene.wants(DesiredState.Running).pass();
        while (scene.status().phase() != phase) {
            scene.reports(new WorkerState.PhaseDone(scene.status().phase())).pass();
        }
        scene.reports(new WorkerState.Running(phase)).pass();
    }

    private static WorkerDetails synchronising(String checkpoint, long inserts) {
        return DetailsOf.parts(
                null,
                null,
                null,
                new IncrementalStatus(
                        checkpoint, "0/" + checkpoint, 0L, 0L, inserts, 0L, 0L, 0L, 0L, 0L, 0L, true, null),
                null);
    }

    @Test
    void everyPhaseIsWrittenBeforeItIsBegun() {
        runningUpTo(Phase.FullVerification);
        assertThat(scene.log)
                .containsSubsequence(
                        "write Running Precheck after 0 goals",
                        "write Running SchemaMigration after 1 goals",
                        "write Running FullMigration after 2 goals",
                        "write Running IncrementalSync after 3 goals",
                        "write Running FullVerification after 4 goals");
        assertThat(scene.engine.pursued())
                .extracting(goal -> goal.wanted())
                .containsExactly(
                        new Wanted.Run(Phase.Precheck),
                        new Wanted.Run(Phase.SchemaMigration),
                        new Wanted.Run(Phase.FullMigration),
                        new Wanted.Run(Phase.IncrementalSync),
                        new Wanted.Run(Phase.FullVerification));
    }

    @Test
    void whatCannotBeWrittenIsNotDone() {
        scene.overtaken = true;
        assertThat(scene.wants(DesiredState.Running).pass()).isEqualTo(Pass.OVERTAKEN);
        assertThat(scene.engine.pursued()).isEmpty();
        assertThat(scene.events).isEmpty();
        scene.overtaken = false;
        scene.pass();
        assertThat(scene.engine.lastGoal().epoch()).isEqualTo(1);
        assertThat(scene.events).containsExactly(EventReason.Started);
    }

    @Test
    void aKillBetweenWriteAndActRepeatsTheActUnderAHigherEpoch() {
        runningUpTo(Phase.FullMigration);
        scene.operatorRestarted().pass();
        assertThat(scene.status().epoch()).isEqualTo(2);
        assertThat(scene.engine.lastGoal().epoch()).isEqualTo(2);
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Run(Phase.FullMigration));
    }

    @Test
    void aWorkerThatWasToldIsNotToldAgainAndNoSecretIsRead() {
        runningUpTo(Phase.FullMigration);
        var reads = scene.secretReads;
        var goals = scene.engine.pursued().size();
        for (var i = 0; i < 10; i++) {
            assertThat(scene.pass().requeue()).isEqualTo(Requeue.Progress);
        }
        assertThat(scene.secretReads).isEqualTo(reads);
        assertThat(scene.engine.pursued()).hasSize(goals);
    }

    @Test
    void aChangeOfTheSpecReachesTheSameWorker() {
        runningUpTo(Phase.FullMigration);
        var goals = scene.engine.pursued().size();
        scene.specChanged().pass();
        assertThat(scene.engine.pursued()).hasSize(goals + 1);
        assertThat(scene.engine.lastGoal().epoch()).isEqualTo(1);
    }

    @Test
    void aChangeOfTheSpecReachesAWorkerWhoseSecretIsGone() {
        runningUpTo(Phase.FullMigration);
        scene.secretsMissing = true;
        var goals = scene.engine.pursued().size();
        scene.specChanged().pass();
        assertThat(scene.status().state()).isEqualTo(TaskState.Running);
        assertThat(scene.engine.pursued()).hasSize(goals + 1);
        assertThat(scene.engine.lastGoal().plan().source().user()).isEqualTo("user");
    }

    @Test
    void aRefusedLoginHasTheSecretReadOnceMoreAndTheWorkerToldSo() {
        runningUpTo(Phase.FullMigration);
        var reads = scene.secretReads;
        var refused = new Failure(FailureCode.LoginRefused, Side.Source, "refused", "correct it");
        var retrying = new WorkerState.Retrying(Phase.FullMigration, refused, Tries.of(1), 1);
        scene.engine.answering(wanted -> retrying);
        scene.reports(retrying).pass();
        assertThat(scene.secretReads).isEqualTo(reads + 1);
        assertThat(scene.engine.lastGoal().loginsReadAfter()).isEqualTo(1);
        scene.pass();
        assertThat(scene.secretReads).isEqualTo(reads + 1);

        scene.reports(new WorkerState.Retrying(Phase.FullMigration, refused, Tries.of(2), 2))
                .pass();
        assertThat(scene.engine.lastGoal().loginsReadAfter()).isEqualTo(2);
    }

    @Test
    void aSecretThatCannotBeReadConfirmsNoRefusal() {
        runningUpTo(Phase.FullMigration);
        scene.secretsMissing = true;
        var refused = new Failure(FailureCode.LoginRefused, Side.Source, "refused", "correct it");
        scene.reports(new WorkerState.Retrying(Phase.FullMigration, refused, Tries.of(1), 1))
                .pass();
        assertThat(scene.engine.lastGoal().loginsReadAfter()).isZero();
        assertThat(scene.status().state()).isEqualTo(TaskState.Running);
    }

    @Test
    void aReleaseThatIsRefusedIsToldTheLoginsAnew() {
        runningUpTo(Phase.FullMigration);
        var refused = new Failure(FailureCode.LoginRefused, Side.Source, "refused", "correct it");
        scene.engine.answering(wanted -> new WorkerState.ReleaseBlocked(refused, java.util.List.of("slot dm_1")));
        scene.deleted().pass();
        var reads = scene.secretReads;
        scene.pass();
        scene.pass();
        assertThat(scene.secretReads).isEqualTo(reads + 2);
    }

    @Test
    void aMissingSecretFailsTheStart() {
        scene.secretsMissing = true;
        scene.wants(DesiredState.Running).pass();
        assertThat(scene.status().state()).isEqualTo(TaskState.Failed);
        assertThat(scene.status().failure().code()).isEqualTo("SecretMissing");
        assertThat(scene.engine.pursued()).isEmpty();
        assertThat(scene.pass().requeue()).isEqualTo(Requeue.Never);
        assertThat(scene.secretReads).isEqualTo(1);
    }

    @Test
    void progressIsWrittenEveryFewSecondsAtMost() {
        runningUpTo(Phase.IncrementalSync);
        scene.later(Duration.ofSeconds(3));
        var before = scene.writes;
        for (var i = 1; i <= 12; i++) { // 12 seconds of rows
            scene.engine.find(ControlScene.ID, synchronising("" + i, i));
            scene.later(Duration.ofSeconds(1)).pass();
        }
        assertThat(scene.writes - before).isEqualTo(4);
        assertThat(scene.status().incremental().inserts()).isBetween(10L, 12L);
    }

    /** People read from it until when the target is known to hold the source: it is never older than that. */
    @Test
    void anIdleTaskCostsAWriteInFiveMinutes() {
        runningUpTo(Phase.IncrementalSync);
        scene.later(Duration.ofSeconds(3)).engine.find(ControlScene.ID, synchronising("1", 7));
        scene.pass();
        var before = scene.writes;
        for (var i = 2; i <= 601; i++) { // heartbeats move the checkpoint on
            scene.engine.find(ControlScene.ID, synchronising("" + i, 7));
            scene.later(Duration.ofSeconds(1)).pass();
            var shown = Integer.parseInt(scene.status().incremental().checkpointTimestamp());
            assertThat(i - shown).isLessThan(300);
        }
        assertThat(scene.writes - before).isEqualTo(2);
    }

    @Test
    void tasksAtRestCostNothingAtAll() {
        runningUpTo(Phase.FullMigration);
        scene.wants(DesiredState.Stopped).pass();
        scene.pass();
        scene.pass();
        assertThat(scene.status().state()).isEqualTo(TaskState.Stopped);
        assertThat(scene.engine.forgotten()).contains(ControlScene.ID);
        var writes = scene.writes;
        var reads = scene.secretReads;
        scene.operatorRestarted();
        for (var i = 0; i < 10; i++) {
            assertThat(scene.pass().requeue()).isEqualTo(Requeue.Never);
        }
        assertThat(scene.writes).isEqualTo(writes);
        assertThat(scene.secretReads - reads)
                .as("once for each process, should the Secret vanish")
                .isEqualTo(1);
    }

    @Test
    void aTaskDeletedWithItsSecretReleasesWithTheLoginsItHad() {
        runningUpTo(Phase.FullMigration);
        scene.wants(DesiredState.Stopped).pass();
        scene.pass();
        scene.secretsMissing = true;
        scene.deleted().pass();
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Release());
        assertThat(scene.pass().removeFinalizer()).isTrue();
    }

    @Test
    void aTaskDeletedWithItsSecretAfterARestartReleasesWithTheLoginsThatWereReadAhead() {
        runningUpTo(Phase.FullMigration);
        scene.wants(DesiredState.Stopped).pass();
        scene.pass();
        scene.operatorRestarted().pass();
        scene.secretsMissing = true;
        scene.deleted().pass();
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Release());
        assertThat(scene.pass().removeFinalizer()).isTrue();
    }

    @Test
    void aTaskDeletedWhileItsServerIsGoneLetsGoAfterAWhile() {
        runningUpTo(Phase.FullMigration);
        var failure = new Failure(FailureCode.Unreachable, Side.Source, "no answer", "start it");
        scene.engine.answering(wanted -> new WorkerState.ReleaseBlocked(failure, java.util.List.of("slot dm_1")));
        scene.deleted().pass();
        scene.pass();
        assertThat(scene.status().state()).isEqualTo(TaskState.Ending);
        assertThat(scene.status().message()).contains("slot dm_1");
        assertThat(scene.later(Duration.ofSeconds(299)).pass().removeFinalizer())
                .isFalse();
        assertThat(scene.later(Duration.ofSeconds(1)).pass().removeFinalizer()).isTrue();
        assertThat(scene.events).endsWith(EventReason.ReleaseBlocked, EventReason.ReleaseAbandoned);
        assertThat(scene.engine.forgotten()).contains(ControlScene.ID);
    }

    @Test
    void whatIsWrittenReadsBackAsWhatWasDecided() {
        runningUpTo(Phase.FullVerification);
        var before = scene.writes;
        scene.later(Duration.ofHours(1)).pass();
        assertThat(scene.writes).isEqualTo(before);
    }
}
