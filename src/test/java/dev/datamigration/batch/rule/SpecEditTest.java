package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.batch.Tasks;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operation sets, as it goes over the wire. */
class SpecEditTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Start  |                 | state: NotStarted | {desiredState: Running}",
                "Stop   |                 | state: Running    | {desiredState: Stopped}",
                "End    |                 | state: Stopped    | {desiredState: Ended}",
                "\"End, release: {mode: Abandon, acknowledge: true}\" | | state: Ending |"
                        + " \"{desiredState: Ended, release: {mode: Abandon, acknowledge: true}}\"",
                "Resume | resumeNonce: 4  | state: Stopped    | {desiredState: Running, resumeNonce: 4}",
                "Resume | resumeNonce: 4  | state: Failed     | {desiredState: Running, resumeNonce: 5}",
                "SkipFullVerification   | | state: Running    | {fullVerification: {skip: true}}",
                "EnterForwardSwitchover | | state: Running    | {forwardSwitchover: {entered: true}}",
                "\"ModifyAlertConfiguration, alertConfiguration: {test: false}\" | | state: Running | {alerts: {}}",
                "\"ModifyAlertConfiguration, alertConfiguration: {test: true}\" | | state: Running | {alerts: {testNonce: b}}",
                "\"StartForwardSwitchover, forwardSwitchover: {step: StopForwardSync, action: Skip}\" | "
                        + "| \"state: Running, awaiting: {step: StopForwardSync, attempt: 3, actions: [Retry, Skip]}\" "
                        + "| \"{forwardSwitchover: {decision: {step: StopForwardSync, attempt: 3, action: Skip,"
                        + " acknowledge: false}}}\""
            })
    void isTheFieldsThatAPersonWouldPatch(String operation, String spec, String status, String expected)
            throws Exception {
        var batch = Tasks.batch("operation: " + operation);
        var task = Tasks.task("t", spec == null ? "" : spec, status);
        var edit = Serialization.asJson(SpecEdit.of(batch, task));
        assertThat(Serialization.jsonMapper().readTree(edit))
                .isEqualTo(Serialization.yamlMapper().readTree(expected));
    }

    @Test
    void everyOperationHasAManagerOfItsOwn() {
        assertThat(Arrays.stream(TaskOperation.values())
                        .map(operation -> SpecEdit.fieldManager(
                                Tasks.batch("operation: " + operation).getSpec()))
                        .collect(Collectors.toSet()))
                .hasSize(TaskOperation.values().length)
                .allMatch(manager -> manager.matches("batch-operation-[a-z]+"));
    }
}
