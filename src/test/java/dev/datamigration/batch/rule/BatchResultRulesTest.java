package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.batch.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edited task's spec and status mean for the operation; the spec's generation is 2. */
class BatchResultRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Start  | desiredState: Running | state: NotStarted                                  |",
                "Start  | desiredState: Running | state: Running                                     | Reached",
                "Start  | desiredState: Running | state: Running, phase: Precheck                    |",
                "Start  | desiredState: Running | state: Running, phase: SchemaMigration             | Reached",
                "Start  | desiredState: Running | state: Running, phase: SchemaMigration, epoch: 1   |",
                "Start  | desiredState: Running | state: Running, phase: FullMigration, retry: {attempt: 1} |",
                "Start  | desiredState: Running | state: Completed                                   | Reached",
                "Start  | desiredState: Running | state: Failed, observedGeneration: 2               | TaskFailed",
                "Start  | desiredState: Running | \"state: Running, phase: Precheck, observedGeneration: 2, failure: {code: Unreachable}, conditions: [{type: Reconciling, reason: StopBlocked}]\" | TaskFailed",
                "Start  | desiredState: Running | \"state: Running, phase: Precheck, observedGeneration: 2, conditions: [{type: Reconciling, reason: StopBlocked}]\" |",
                "Resume | \"desiredState: Running\nresumeNonce: 3\" | \"state: Running, phase: FullMigration, observedResumeNonce: 2, observedGeneration: 1, failure: {code: Unreachable}, conditions: [{type: Reconciling, reason: StopBlocked}]\" |",
                "Start  | desiredState: Stopped | state: Stopped                                     | Overridden",
                "Stop   | desiredState: Stopped | state: Running                                     |",
                "Stop   | desiredState: Stopped | state: Failed                                      |",
                "Stop   | desiredState: Stopped | state: Stopped                                     | Reached",
                "Stop   | desiredState: Stopped | state: Completed                                   | OtherEnd",
                "Stop   | desiredState: Stopped | state: Ended                                       | OtherEnd",
                "Stop   | desiredState: Running | state: Running                                     | Overridden",
                "Resume | \"desiredState: Running\nresumeNonce: 3\" | state: Failed, observedResumeNonce: 2, observedGeneration: 1 |",
                "Resume | \"desiredState: Running\nresumeNonce: 3\" | state: Failed, observedResumeNonce: 3, observedGeneration: 2 | TaskFailed",
                "Resume | desiredState: Running | state: Stopped                                     |",
                "Resume | desiredState: Running | state: Running                                     | Reached",
                "Resume | desiredState: Running | state: Running, phase: FullMigration, epoch: 2     |",
                "Resume | desiredState: Running | \"state: Running, phase: FullMigration, epoch: 2, checkpoints: {target: {epoch: 1}}\" |",
                "Resume | desiredState: Running | \"state: Running, phase: FullMigration, epoch: 2, checkpoints: {target: {epoch: 2}}\" | Reached",
                "End    | desiredState: Ended   | state: Ending                                      |",
                "End    | desiredState: Ended   | state: Ended                                       | Reached",
                "SkipFullVerification | fullVerification: {skip: true} | phase: FullVerification     |",
                "SkipFullVerification | fullVerification: {skip: true} | phase: FullVerification, verification: {skipped: true} | Reached",
                "SkipFullVerification | fullVerification: {skip: false} | phase: FullVerification    | Overridden",
                "EnterForwardSwitchover | forwardSwitchover: {entered: true} | state: Running, phase: FullVerification |",
                "EnterForwardSwitchover | forwardSwitchover: {entered: true} | state: Running, phase: ForwardSwitchover | Reached",
                "EnterForwardSwitchover | forwardSwitchover: {entered: true} | state: Failed, phase: FullVerification | TaskFailed",
                "EnterForwardSwitchover | forwardSwitchover: {entered: true} | state: Stopped, phase: FullVerification | OtherEnd",
                "EnterForwardSwitchover | forwardSwitchover: {entered: false} | state: Running, phase: FullVerification | Overridden",
                "EnterForwardSwitchover | forwardSwitchover: {entered: true} | state: Running, phase: ReverseIncrement | Reached"
            })
    void isTold(String operation, String spec, String status, String expected) {
        var task = Tasks.edited("t", spec, status);
        var verdict = BatchResultRules.of(Tasks.batch("operation: " + operation).getSpec(), task);
        assertThat(verdict.map(found -> found.reason().name()).orElse(null)).isEqualTo(expected);
        verdict.ifPresent(found -> assertThat(found.progress())
                .isEqualTo("Reached".equals(expected) ? EntryProgress.Succeeded : EntryProgress.Failed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false |         |                                                       | Reached",
                "true  | b       |                                                       | ''",
                "true  | b       | nonce: a, state: Sent                                 | ''",
                "true  | b       | nonce: b, state: Pending                              | ''",
                "true  | b       | nonce: b, state: Sent, message: Lark sent             | Reached",
                "true  | b       | nonce: b, state: Failed, message: 'Lark failed: 19021' | TestMessageNotSent",
                "true  | another | nonce: another, state: Sent                           | Overridden"
            })
    void aTestMessageIsAwaited(boolean test, String nonce, String result, String expected) {
        var spec = Tasks.batch("operation: ModifyAlertConfiguration, alertConfiguration: {test: " + test + "}");
        var status = result == null ? "" : "alerts: {test: {" + result + "}}";
        var task = Tasks.edited("t", "alerts: {testNonce: " + nonce + "}", status);
        var verdict = BatchResultRules.of(spec.getSpec(), task);
        assertThat(verdict.map(found -> found.reason().name()).orElse("")).isEqualTo(expected);
    }

    /** The batch confirms the step ConfirmSourceWritesStopped; the edit is of attempt 2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Confirm | Running | ConfirmSourceWritesStopped, attempt: 2 | 2 |",
                "Confirm | Running | ConfirmSourceWritesStopped, attempt: 2 | 1 |",
                "Confirm | Running | ConfirmSourceWritesStopped, attempt: 3 | 2 | Reached",
                "Confirm | Running | ProcessDatabaseObjects, attempt: 2     | 2 | Reached",
                "Confirm | Running | ProcessDatabaseObjects, attempt: 2     | 1 |",
                "Confirm | Running |                                        | 2 | Reached",
                "Confirm | Failed  |                                        | 2 | TaskFailed",
                "Confirm | Failed  | ConfirmSourceWritesStopped, attempt: 2 | 2 | TaskFailed",
                "Confirm | Stopped | ConfirmSourceWritesStopped, attempt: 2 | 2 | OtherEnd",
                "Retry   | Running | ConfirmSourceWritesStopped, attempt: 2 | 2 | Overridden"
            })
    void aStepIsAnsweredOnceThatAttemptWaitsNoMore(
            String given, String state, String awaiting, int observed, String expected) {
        var batch = Tasks.batch("operation: StartForwardSwitchover, forwardSwitchover: {step:"
                + " ConfirmSourceWritesStopped, action: Confirm}");
        var task = Tasks.edited(
                "t",
                "forwardSwitchover: {decision: {step: ConfirmSourceWritesStopped, attempt: 2, action: " + given + "}}",
                "phase: ForwardSwitchover, state: " + state + ", observedGeneration: " + observed
                        + (awaiting == null ? "" : ", awaiting: {step: " + awaiting + "}"));
        assertThat(BatchResultRules.of(batch.getSpec(), task)
                        .map(found -> found.reason().name())
                        .orElse(null))
                .isEqualTo(expected);
    }

    /** The task moved on between the look at it and the edit. */
    @Test
    void anAnswerThatTheTaskIgnoresIsNoSuccess() {
        var batch = Tasks.batch("operation: StartForwardSwitchover, forwardSwitchover: {step:"
                + " ConfirmSourceWritesStopped, action: Confirm}");
        var decision = "step: ConfirmSourceWritesStopped, attempt: 2, action: Confirm, acknowledge: false";
        var task = Tasks.edited(
                "t",
                "forwardSwitchover: {decision: {" + decision + "}}",
                "phase: ForwardSwitchover, state: Running, observedGeneration: 2, forwardSwitchover: {decision: {"
                        + decision + ", counted: false, message: given before it had begun}}");
        var verdict = BatchResultRules.of(batch.getSpec(), task).orElseThrow();
        assertThat(verdict.reason()).isEqualTo(ResultReason.AnswerNotAwaited);
        assertThat(verdict.message()).isEqualTo("given before it had begun");
    }

    @Test
    void rowsThatAnEndKeepsAreToldBeforeAndAfter() {
        var waits = Tasks.edited(
                "t",
                "desiredState: Stopped",
                "state: Stopped, forwardSwitchover: {stranded: {rows: 3, unacknowledged: 3}}");
        assertThat(QualifiedNote.of(TaskOperation.End, waits)).contains("3 rows");
        assertThat(QualifiedNote.of(TaskOperation.Resume, waits)).isNull();
        var dealtWith = Tasks.edited(
                "t",
                "desiredState: Stopped",
                "state: Stopped, forwardSwitchover: {stranded: {rows: 3, unacknowledged: 0}}");
        assertThat(QualifiedNote.of(TaskOperation.End, dealtWith)).isNull();
        var ended = Tasks.edited(
                "t",
                "desiredState: Ended",
                "state: Ended, message: kept, forwardSwitchover: {stranded: {kept: [\"in a table\"]}}");
        assertThat(BatchResultRules.of(Tasks.batch("operation: End").getSpec(), ended))
                .contains(new BatchResultRules.Verdict(EntryProgress.Succeeded, ResultReason.Reached, "kept"));
    }
}
