package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.database.SupersededException;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.Tries;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.release.Release;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Errors that a worker meets, in virtual time: which are waited out, for how long, and what becomes of the others. */
class FailingWorkerTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final MigrationPlan PLAN = plan(new EngineSettings(3, null, null, null, 60, null));
    private static final Wanted LOAD = new Wanted.Run(Phase.FullMigration);
    private static final Wanted STOP = new Wanted.Stop();
    private static final Failure UNREACHABLE = failure(FailureCode.Unreachable);
    private static final Failure DAMAGED = failure(FailureCode.SlotLost);

    private final VirtualWorker scene = new VirtualWorker();

    @Test
    void aPassingErrorIsWaitedOutInPausesThatGrow() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", UNREACHABLE, 2);
        scene.during(
                "FullMigration",
                () -> assertThat(worker.report().activity())
                        .as("while the next attempt has done nothing yet")
                        .isEqualTo(new WorkerState.Retrying(
                                Phase.FullMigration, UNREACHABLE, new Tries(2, "2026-01-01T00:00:00Z", null), 0)));
        scene.at(
                Duration.ofMillis(400),
                () -> assertThat(worker.report().activity())
                        .isEqualTo(new WorkerState.Retrying(
                                Phase.FullMigration,
                                UNREACHABLE,
                                new Tries(1, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                                0)));
        scene.goOn();
        assertThat(scene.operations())
                .containsExactly(
                        "begin",
                        "FullMigration",
                        "close",
                        "waited 100", // the rest of 500 after the look at 400
                        "begin",
                        "FullMigration",
                        "close",
                        "waited 1000",
                        "begin",
                        "FullMigration");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void completedWorkStartsTheScheduleAnew() {
        scene.worker(goal(LOAD));
        fail("FullMigration", UNREACHABLE, 2);
        scene.during("FullMigration", () -> {
            scene.progressBoard().post(loaded(5));
            throw new FailureException(UNREACHABLE);
        });
        fail("FullMigration", UNREACHABLE, 1);
        scene.goOn();
        assertThat(waits()).containsExactly("waited 500", "waited 1000", "waited 500", "waited 1000");
    }

    @Test
    void anErrorThatLastsLongerThanTheSettingsAllowFailsTheTask() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", UNREACHABLE, 100);
        assertThat(scene.goOn()).isFalse();
        var failed = (WorkerState.Failed) worker.report().activity();
        assertThat(failed.failure().message()).contains("been so since 2026-01-01T00:00:00Z", "tried 8 times");
        assertThat(scene.passed())
                .as("as long as was asked for, and one pause")
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        assertThat(waits())
                .startsWith("waited 500", "waited 1000", "waited 2000", "waited 4000", "waited 8000", "waited 16000")
                .endsWith("waited 30000");
    }

    @Test
    void aStopInAPauseIsNotWaitedFor() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", UNREACHABLE, 1);
        scene.at(Duration.ofMillis(200), () -> worker.pursue(goal(STOP)));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "close", "quiesce");
        assertThat(scene.passed()).isEqualTo(Duration.ofMillis(200));
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Stopped());
    }

    @Test
    void aNewerPlanInAPauseIsTriedAtOnce() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", UNREACHABLE, 1);
        var newer = Samples.of(MigrationPlan.class);
        scene.at(Duration.ofMillis(200), () -> worker.pursue(new Goal(TASK, 1, LOAD, newer)));
        scene.goOn();
        assertThat(scene.passed()).isEqualTo(Duration.ofMillis(200));
        assertThat(scene.plan()).isEqualTo(newer.following(PLAN));
    }

    @Test
    void aStopThatCannotBeProvedIsTriedUntilItCan() {
        var worker = scene.worker(goal(STOP));
        fail("quiesce", UNREACHABLE, 12);
        scene.at(
                Duration.ofSeconds(100),
                () -> assertThat(worker.report().activity())
                        .isEqualTo(new WorkerState.Quiescing(null, UNREACHABLE, VirtualWorker.BEGIN, 0)));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.passed()).as("however long").isGreaterThan(Duration.ofSeconds(180));
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Stopped());
    }

    @Test
    void aFailureIsSaidOnceBothServersWereAsked() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", DAMAGED, 1);
        fail("quiesce", UNREACHABLE, 1);
        scene.at(
                Duration.ofMillis(300),
                () -> assertThat(worker.report().activity())
                        .isEqualTo(new WorkerState.Quiescing(DAMAGED, UNREACHABLE, VirtualWorker.BEGIN, 0)));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations())
                .containsExactly("begin", "FullMigration", "close", "quiesce", "waited 700", "quiesce");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Failed(Phase.FullMigration, DAMAGED));

        worker.pursue(new Goal(TASK, 1, LOAD, Samples.of(MigrationPlan.class)));
        assertThat(scene.goOn()).as("another plan does not resume it").isFalse();
        assertThat(scene.operations()).isEmpty();
    }

    @Test
    void aStopOfAWorkerThatIsFailingIsAStop() {
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", DAMAGED, 1);
        scene.during("quiesce", () -> worker.pursue(goal(STOP)));
        assertThat(scene.goOn()).isFalse();
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Stopped());
    }

    @Test
    void aResumeAfterAFailureIsANewWorkerThatGoesOn() {
        var failed = scene.worker(goal(LOAD));
        fail("FullMigration", DAMAGED, 1);
        scene.goOn();
        scene.log();
        failed.abandon();
        var resumed = scene.worker(new Goal(TASK, 2, LOAD, PLAN), failed);
        scene.goOn();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration");
        assertThat(resumed.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void whatFailsBesideThePhasesIsWaitedOutWithANewRun() {
        var worker = scene.worker(goal(LOAD));
        scene.at(Duration.ofHours(1), () -> scene.failInBackground(new FailureException(UNREACHABLE)));
        scene.goOn();
        assertThat(scene.operations())
                .containsExactly("begin", "FullMigration", "close", "waited 500", "begin", "FullMigration");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void aReleaseIsTriedUntilNothingIsLeft() {
        var worker = scene.worker(goal(new Wanted.Release()));
        scene.releases(new Release.Outcome(UNREACHABLE, List.of("slot"), List.of("rows"), "setval"));
        scene.at(Duration.ofSeconds(10), () -> {
            assertThat(worker.report().activity())
                    .isEqualTo(new WorkerState.ReleaseBlocked(
                            UNREACHABLE,
                            List.of("slot"),
                            new Tries(5, "2026-01-01T00:00:00Z", "2026-01-01T00:00:15Z"),
                            List.of("rows"),
                            "setval"));
            scene.releases(new Release.Outcome(null, List.of(), List.of("rows"), ""));
        });
        assertThat(scene.goOn()).isFalse();
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Released(List.of("rows"), ""));
        assertThat(waits()).containsExactly("waited 500", "waited 1000", "waited 2000", "waited 4000", "waited 5500");
    }

    @Test
    void whatALaterEpochHoldsIsLeftAlone() {
        var worker = scene.worker(goal(LOAD));
        var later = new SupersededException(TASK.uid(), 1, 2);
        scene.during("FullMigration", () -> {
            throw later;
        });
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).as("no server is asked").containsExactly("begin", "FullMigration", "close");
        assertThat(worker.report().activity())
                .isEqualTo(new WorkerState.Superseded(Phase.FullMigration, later.failure(), 2));
        worker.pursue(new Goal(TASK, 1, LOAD, Samples.of(MigrationPlan.class)));
        assertThat(scene.goOn()).as("only a later epoch goes on").isFalse();
    }

    @Test
    void aDatabaseThatKnowsNoLaterEpochIsAnError() {
        var worker = scene.worker(goal(LOAD));
        var unknown = new SupersededException(TASK.uid(), 1, 0);
        scene.during("FullMigration", () -> {
            throw unknown;
        });
        scene.goOn();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "close", "quiesce");
        assertThat(worker.report().activity())
                .isEqualTo(new WorkerState.Failed(Phase.FullMigration, unknown.failure()));
    }

    @Test
    void aRefusedLoginIsTriedUntilTheSecretWasReadAgain() {
        var refused = failure(FailureCode.LoginRefused);
        var worker = scene.worker(goal(LOAD));
        fail("FullMigration", refused, 3);
        scene.at(Duration.ofMillis(600), () -> {
            var retrying = (WorkerState.Retrying) worker.report().activity();
            assertThat(retrying.refusal()).isEqualTo(2);
            worker.pursue(new Goal(TASK, 1, LOAD, PLAN, 2));
        });
        assertThat(scene.goOn()).isFalse();
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Failed(Phase.FullMigration, refused));
        assertThat(waits()).as("the second pause is broken off").containsExactly("waited 500");
    }

    @Test
    void aDefectOfTheWorkIsAFailureAndOneOfTheWorkerIsTriedAgain() {
        var worker = scene.worker(goal(LOAD));
        scene.during("FullMigration", () -> {
            throw new IllegalStateException("planted");
        });
        scene.during("close", () -> {
            throw new IllegalStateException("planted");
        });
        scene.during("FullMigration", () -> {
            throw new IllegalStateException("planted");
        });
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations())
                .containsExactly(
                        "begin", "FullMigration", "close", "waited 5000", "begin", "FullMigration", "close", "quiesce");
        assertThat(worker.report().activity())
                .isInstanceOfSatisfying(
                        WorkerState.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.Unexpected));
    }

    private void fail(String operation, Failure failure, int times) {
        IntStream.range(0, times)
                .forEach(time -> scene.during(operation, () -> {
                    throw new FailureException(failure);
                }));
    }

    private List<String> waits() {
        return scene.operations().stream()
                .filter(line -> line.startsWith("waited"))
                .toList();
    }

    private static FullMigrationStatus loaded(long chunks) {
        return new FullMigrationStatus("Copying", 1, 0, 9L, chunks, 0L, 0L, 0L, 0L, 0L);
    }

    private static Failure failure(FailureCode code) {
        return new Failure(code, Side.Target, "planted", "none");
    }

    private static Goal goal(Wanted wanted) {
        return new Goal(TASK, 1, wanted, PLAN);
    }

    private static MigrationPlan plan(EngineSettings engine) {
        var plan = Samples.of(MigrationPlan.class);
        return PlanCopy.of(plan).engine(engine).plan();
    }
}
