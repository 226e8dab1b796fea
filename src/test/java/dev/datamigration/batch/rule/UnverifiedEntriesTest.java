package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.batch.SelectionStep;
import dev.datamigration.batch.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever looks before tasks enter the switchover is told which of them nobody has verified. */
class UnverifiedEntriesTest {
    private static final String RUNNING = "state: Running, phase: FullVerification, phaseComplete: true, ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skipped: true     | enters without verification: it was skipped",
                "consistent: false | enters although the verification found differences",
                "consistent: true  |"
            })
    void aDryRunSaysWhichEnterWithout(String verification, String note) {
        assertThat(remark("", RUNNING + "verification: {" + verification + "}")).isEqualTo(note);
    }

    @Test
    void norDoesAPlanWithoutVerification() {
        assertThat(remark(
                        "migrationTypes: [Schema, Full, Incremental]",
                        "state: Running, phase: IncrementalSync, phaseComplete: true"))
                .isEqualTo("enters without verification: FullVerification is not in spec.migrationTypes");
    }

    private static String remark(String spec, String status) {
        var observed = Tasks.observed(
                "operation: EnterForwardSwitchover, dryRun: true, tasks: [t]",
                Tasks.NOW,
                Tasks.task("t", spec, status));
        var entry = SelectionStep.of(observed).get(0);
        assertThat(entry.progress()).isEqualTo(EntryProgress.Supported);
        return entry.message();
    }
}
