package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a task whose databases know a later worker than its status does, as after etcd was restored. */
class RestoredStatusTest {
    private static WorkerState.Superseded by(long holder) {
        return WorkerStates.superseded(
                new FailureStatus("Superseded", FailureClass.Permanent, null, "a later one", "nothing", null, null),
                holder);
    }

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void aStillLaterWorkerGoesOn(Phase phase) {
        var task = Given.running(phase).reports(by(7));
        var decision = task.pass();
        assertThat(decision.directive()).isEqualTo(Told.run(8, phase));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.epoch()).isEqualTo(8);
        assertThat(reasons(decision)).containsExactly(EventReason.EpochRaised);
        assertThat(decision.events().get(0).message()).contains("worker 7").contains("only worker 1");
        assertCondition(task.status, "EpochRaised", true, "LaterWorkerKnown");
        task.reports(new WorkerState.Running(phase));
        assertThat(task.pass().events()).isEmpty();
        assertCondition(task.status, "EpochRaised", true, "LaterWorkerKnown");
    }

    @Test
    void twoThatTakeItFromEachOtherAskAPersonAndLeaveTheOthersProcessesAlone() {
        var task = Given.running(Phase.IncrementalSync).reports(by(7));
        task.pass();
        task.later(Duration.ofMinutes(9)).reports(by(9));
        var decision = task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.failure().code()).isEqualTo("Superseded");
        assertThat(task.status.failure().failureClass()).isEqualTo(FailureClass.NeedsPerson);
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        task.worker = null;
        assertThat(task.with("{\"resumeNonce\": 1}").pass().directive()).isEqualTo(Told.run(10, Phase.IncrementalSync));
        assertThat(task.reports(by(11)).pass().directive())
                .as("who resumes has seen to it")
                .isEqualTo(Told.run(12, Phase.IncrementalSync));
    }

    @Test
    void longAfterwardsItIsAnotherRestore() {
        var task = Given.running(Phase.IncrementalSync).reports(by(7));
        task.pass();
        task.later(Duration.ofMinutes(11)).reports(by(9));
        assertThat(task.pass().directive()).isEqualTo(Told.run(10, Phase.IncrementalSync));
    }

    @Test
    void toStopItTheServersAreAskedAllTheSame() {
        var task = Given.running(Phase.IncrementalSync).reports(by(7)).wants("Stopped");
        assertThat(task.pass().directive()).isEqualTo(Told.stop(1));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
    }

    /** Its status was put back to before it was ended, while its worker has released everything. */
    @ParameterizedTest
    @EnumSource(
            value = TaskState.class,
            names = {"Running", "Completed"})
    void aTaskWhoseWorkerHasReleasedAlreadyIsEndingFirst(TaskState state) {
        var task = Given.running(Phase.SchemaMigration);
        var draft = new StatusDraft(task.status);
        draft.state = state;
        task.status = draft.status();
        task.reports(new WorkerState.Released()).wants("Ended").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
    }

    @Test
    void aTaskWhoseWorkerCouldNotReleaseIsEndingFirstToo() {
        var blocked = WorkerStates.releaseBlocked(
                new FailureStatus(
                        "Unreachable", FailureClass.Transient, Side.Source, "no answer", "start it", null, null),
                List.of());
        var task = Given.running(Phase.Precheck).reports(blocked).wants("Ended");
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
    }
}
