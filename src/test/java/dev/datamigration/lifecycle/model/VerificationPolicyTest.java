package dev.datamigration.lifecycle.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.lifecycle.Found;
import dev.datamigration.lifecycle.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator that requires a verification lets no task enter its first switchover without one, whoever asks. */
class VerificationPolicyTest {
    private static final String ENTERED = "{\"forwardSwitchover\": {\"entered\": true}}";
    private static final String SKIPPED = "{\"fullVerification\": {\"skip\": true}}";

    @ParameterizedTest
    @CsvSource({"Optional, ForwardSwitchover", "Required, FullVerification"})
    void afterASkippedVerification(VerificationPolicy policy, Phase phase) {
        var task = Given.running(Phase.FullVerification);
        task.policy = policy;
        task.with(SKIPPED).with(ENTERED).pass();
        task.reports(new WorkerState.Running(Phase.FullVerification)).pass();
        assertThat(task.status.phase()).isEqualTo(phase);
        if (policy == VerificationPolicy.Required) {
            assertThat(task.status.supportedOperations())
                    .doesNotContain(TaskOperation.EnterForwardSwitchover)
                    .contains(TaskOperation.Stop);
            assertThat(task.status.message())
                    .contains("this operator requires a full verification")
                    .contains("it was skipped; set spec.fullVerification.skip to false");
            task.with("{\"fullVerification\": {\"skip\": false}}").pass();
            assertThat(task.status.phaseComplete()).as("it is made now").isFalse();
            task.reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, true))
                    .pass();
            task.pass();
            assertThat(task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
        }
    }

    @Test
    void withoutAVerificationInThePlan() {
        var task = Given.running(Phase.IncrementalSync, Given.configured().types("Schema", "Full", "Incremental"));
        task.policy = VerificationPolicy.Required;
        task.with(ENTERED)
                .reports(new WorkerState.PhaseDone(Phase.IncrementalSync))
                .pass();
        assertThat(task.status.phase()).isEqualTo(Phase.IncrementalSync);
        assertThat(task.status.supportedOperations()).doesNotContain(TaskOperation.EnterForwardSwitchover);
        assertThat(task.status.message()).contains("spec.migrationTypes has no FullVerification");
    }

    @Test
    void aVerificationThatWasMadeIsEnough() {
        var task = Given.running(Phase.FullVerification);
        task.policy = VerificationPolicy.Required;
        task.with(ENTERED)
                .reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, false))
                .pass();
        assertThat(task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
    }
}
