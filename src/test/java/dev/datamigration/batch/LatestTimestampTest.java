package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.batch.rule.BatchContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time until which one side is known to hold the other is told of the direction that changes go in. */
class LatestTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "IncrementalSync, '', there",
        "ForwardSwitchover, 'forwardSwitchover: {round: 1},', there",
        "ReverseIncrement, 'forwardSwitchover: {round: 1, outcome: Completed},', back",
        "ForwardSwitchover, 'forwardSwitchover: {round: 2},', back",
        "IncrementalSync, 'forwardSwitchover: {round: 2, outcome: Completed},', there"
    })
    void ofTheDirection(String phase, String switchover, String expected) {
        var task = Tasks.task(
                "t",
                "",
                "phase: " + phase + ", " + switchover
                        + " incremental: {checkpointTimestamp: there}, reverseIncrement: {checkpointTimestamp: back}");
        assertThat(BatchContext.latest(task)).isEqualTo(expected);
    }
}
