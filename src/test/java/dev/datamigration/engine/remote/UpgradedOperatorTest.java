package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator of another build than the worker that it finds, in virtual time. */
class UpgradedOperatorTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final WorkerState LOADING = new WorkerState.Running(Phase.FullMigration);
    private static final WorkerResponse ANOTHER_VERSION =
            new WorkerResponse.Incompatible("this worker speaks version 1 of the protocol, not 2");

    private final VirtualWorkerPod pod = new VirtualWorkerPod();
    private final WorkerConnection connection = pod.connection(TASK);

    @Test
    void aWorkerOfTheSameVersionGoesOn() {
        pod.answers(told("old", 1, LOADING), new WorkerResponse.Taken());
        takeUp();
        connection.pursue(goal(1));
        pass(60);
        assertThat(connection.report())
                .hasValueSatisfying(report -> assertThat(report.activity()).isEqualTo(LOADING));
        assertThat(pod.log()).containsExactly("goal of epoch 1 for old", "resized to 4");
    }

    /** Whether its first word comes before the operator has told it anything, or after. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWorkerOfAnotherVersionIsReplacedAtOnceAndNothingIsSaidOfIt(boolean answersLate) {
        pod.answers(ANOTHER_VERSION, ANOTHER_VERSION);
        connection.takeUp(new WorkerProvisioner.Found(1, VirtualWorkerPod.ADDRESS, 4), Duration.ZERO);
        if (answersLate) {
            connection.pursue(goal(1));
        }
        pass(3);
        assertThat(connection.report()).as("so that the next epoch begins").isEmpty();
        assertThat(pod.log()).containsExactly("changed");

        connection.pursue(goal(2));
        pass(10);
        assertThat(connection.report())
                .as("while the older pod is there still")
                .hasValueSatisfying(report -> assertThat(report.activity()).isEqualTo(LOADING));
        assertThat(pod.log())
                .as("a set of pods is made anew one by one, which this does not wait for")
                .containsExactly("started for epoch 2 with 1");

        pod.answers(new WorkerResponse.KnowsNothing("new"), new WorkerResponse.Taken());
        pass(2);
        pod.answers(told("new", 2, LOADING), new WorkerResponse.Taken());
        pass(60);
        assertThat(connection.report())
                .hasValueSatisfying(report -> assertThat(report.activity()).isEqualTo(LOADING));
        assertThat(pod.log()).containsExactly("goal of epoch 2 for new", "resized to 4");
    }

    @Test
    void aWorkerThatCannotReadItsGoalIsReplacedLikewise() {
        pod.answers(
                told("old", 1, LOADING), new WorkerResponse.Incompatible("it cannot read what it is told: not a Goal"));
        takeUp();
        connection.pursue(goal(1));
        pass(3);
        assertThat(connection.report()).isEmpty();
        connection.pursue(goal(2));
        pass(1);
        assertThat(pod.log()).contains("started for epoch 2 with 1");
    }

    @Test
    void oneThatThisOperatorHasStartedAndCannotSpeakToIsTold() {
        pod.answers(ANOTHER_VERSION, ANOTHER_VERSION);
        connection.pursue(goal(1));
        pass(14);
        assertThat(connection.report().orElseThrow().activity()).isEqualTo(LOADING);
        pass(3);
        var retrying = (WorkerState.Retrying) connection.report().orElseThrow().activity();
        assertThat(retrying.failure().message())
                .isEqualTo("the task's worker cannot be reached (this worker speaks version 1 of the protocol, not 2);"
                        + " its pod is Running");
        pass(600);
        assertThat(pod.log())
                .as("it was never heard, so that nothing is replaced")
                .containsExactly("started for epoch 1 with 4", "changed");
    }

    @Test
    void aWorkerThatFallsSilentIsToldOfAndThenReplaced() {
        pod.answers(told("old", 1, LOADING), new WorkerResponse.Taken());
        takeUp();
        connection.pursue(goal(1));
        pass(60);
        pod.log();
        var silent = new WorkerResponse.Silent("connection refused");
        pod.answers(silent, silent);
        pass(13);
        assertThat(pod.log()).isEmpty();
        pass(6);
        assertThat(connection.report().orElseThrow().activity()).isInstanceOf(WorkerState.Retrying.class);
        assertThat(pod.log()).containsExactly("changed");
        pass(90);
        assertThat(pod.log()).isEmpty();
        pass(20);
        assertThat(connection.report()).isEmpty();
        assertThat(pod.log()).containsExactly("replaced", "changed");
    }

    @Test
    void aWorkerThatIsHeardAgainGoesOnAsIfNothingHadBeen() {
        pod.answers(told("old", 1, LOADING), new WorkerResponse.Taken());
        takeUp();
        connection.pursue(goal(1));
        pass(10);
        pod.answers(new WorkerResponse.Silent("cut"), new WorkerResponse.Silent("cut"));
        pass(100);
        pod.answers(told("old", 1, LOADING), new WorkerResponse.Taken());
        pod.log();
        pass(10);
        assertThat(connection.report().orElseThrow().activity()).isEqualTo(LOADING);
        assertThat(pod.log()).containsExactly("changed");
    }

    private void takeUp() {
        connection.takeUp(new WorkerProvisioner.Found(1, VirtualWorkerPod.ADDRESS, 1), Duration.ZERO);
    }

    private void pass(int seconds) {
        pod.pass(Duration.ofSeconds(seconds));
    }

    private static WorkerResponse told(String process, long epoch, WorkerState activity) {
        return new WorkerResponse.Told(new NumberedReport(1, new Report(epoch, activity, WorkerDetails.NONE)), process);
    }

    private static Goal goal(long epoch) {
        var plan = Samples.of(MigrationPlan.class);
        return new Goal(
                TASK,
                epoch,
                new Wanted.Run(Phase.FullMigration),
                PlanCopy.of(plan)
                        .engine(new EngineSettings(null, null, null, 4))
                        .plan());
    }
}
