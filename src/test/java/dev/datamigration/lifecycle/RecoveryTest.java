package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;

/** After a database has lost something, and a person has accepted to go on. */
class RecoveryTest {
    private static final WorkerState VERIFIED = new WorkerState.PhaseDone(Phase.FullVerification);
    private static final String ENTER = "{\"forwardSwitchover\": {\"entered\": true}}";
    private static final FailureStatus LOST = new FailureStatus(
            "LogDiverged",
            FailureClass.NeedsPerson,
            Side.Source,
            "lost",
            "accept 0a1b2c3d",
            Phase.FullVerification,
            null,
            "0a1b2c3d");

    private final Given task = Given.running(Phase.FullVerification);

    @Test
    void nothingIsSaidOfTheDatabasesBeforeTheyAreVerifiedAnew() {
        task.reports(VERIFIED, Found.verification(0, true)).pass();
        task.reports(WorkerStates.failed(LOST)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.failure().accept()).isEqualTo("0a1b2c3d");

        var decision = resume("0a1b2c3d", 1);
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.IncrementalSync));
        assertThat(task.status.verification()).isNull();
        assertThat(task.status.phaseComplete()).isFalse();

        task.reports(new WorkerState.PhaseDone(Phase.IncrementalSync), unverified(null))
                .pass();
        assertThat(task.status.phase()).isEqualTo(Phase.FullVerification);
        task.with(ENTER).reports(VERIFIED, unverified(false)).pass();
        assertThat(task.status.phase()).as("no switchover").isEqualTo(Phase.FullVerification);
        assertThat(task.status.message()).contains("to be verified since spec.recovery.accept was used");
        assertThat(task.status.supportedOperations()).doesNotContain(TaskOperation.EnterForwardSwitchover);
        assertCondition(task.status, "Ready", false, "FullVerification");
        assertCondition(task.status, "IncrementalSynchronised", false, "Unverified");

        task.with("{\"fullVerification\": {\"skip\": true}}").pass();
        assertThat(task.status.phase()).as("nor by leaving it out").isEqualTo(Phase.FullVerification);

        task.with("{\"fullVerification\": {\"skip\": false, \"runNonce\": 1}}")
                .reports(VERIFIED, Found.with(Found.verification(1, true), known(null)))
                .pass();
        task.pass();
        assertThat(task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
    }

    @Test
    void anotherWordAcceptsNothing() {
        task.reports(VERIFIED, Found.verification(0, true)).pass();
        task.reports(WorkerStates.failed(LOST)).pass();
        resume("ffffffff", 1);
        assertThat(task.status.phase()).isEqualTo(Phase.FullVerification);
        assertThat(task.status.verification()).isNotNull();
    }

    /** A status that was put back counts workers on from what the databases know. */
    @Test
    void theNextWorkerComesAfterEveryOneThatTheDatabasesKnow() {
        task.reports(new WorkerState.Running(Phase.FullVerification), Found.with(WorkerDetails.NONE, known(null)))
                .pass();
        task.operatorRestarted().pass();
        assertThat(task.status.epoch()).isEqualTo(18);
        task.reports(new WorkerState.Running(Phase.FullVerification)).pass();
        assertThat(task.status.checkpoints())
                .as("what a worker does not know stays")
                .isEqualTo(known(null));
    }

    private Decision resume(String word, long nonce) {
        return task.with("{\"recovery\": {\"accept\": \"%s\"}, \"resumeNonce\": %d}".formatted(word, nonce))
                .pass();
    }

    private static WorkerDetails unverified(Boolean consistent) {
        var found = consistent == null ? WorkerDetails.NONE : Found.verification(0, consistent);
        return Found.with(found, known("2026-01-01T00:00:00Z"));
    }

    private static CheckpointsStatus known(String unverifiedSince) {
        return new CheckpointsStatus(null, new CheckpointStatus("7", 1, 17L, 3, "0/9", unverifiedSince));
    }
}
