package dev.datamigration.lifecycle.switchover;

import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmSourceWritesStopped;
import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmStopTimestamp;
import static dev.datamigration.api.switchover.SwitchoverStep.ProcessDatabaseObjects;
import static dev.datamigration.api.switchover.SwitchoverStep.StartForwardSwitchover;
import static dev.datamigration.api.switchover.SwitchoverStep.StartReverseIncrement;
import static dev.datamigration.api.switchover.SwitchoverStep.StartTargetStore;
import static dev.datamigration.api.switchover.SwitchoverStep.StopForwardSync;
import static dev.datamigration.api.switchover.SwitchoverStep.SwitchoverPrecheck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.switchover.StepRule.Mover;
import dev.datamigration.lifecycle.switchover.StepRule.Skip;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SwitchoverStepsTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(1, StartForwardSwitchover, Mover.Person, false, Skip.No, null),
                arguments(2, SwitchoverPrecheck, Mover.System, true, Skip.Acknowledged, null),
                arguments(3, StartTargetStore, Mover.System, true, Skip.Yes, MigrationType.ReverseIncrement),
                arguments(4, ConfirmSourceWritesStopped, Mover.Person, false, Skip.No, null),
                arguments(5, ConfirmStopTimestamp, Mover.System, true, Skip.Yes, MigrationType.Incremental),
                arguments(6, StopForwardSync, Mover.System, true, Skip.Yes, MigrationType.Incremental),
                arguments(7, ProcessDatabaseObjects, Mover.SystemThenPerson, false, Skip.No, null),
                arguments(8, StartReverseIncrement, Mover.Person, false, Skip.No, MigrationType.ReverseIncrement));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void asTheDomainHasIt(int number, SwitchoverStep step, Mover mover, boolean retry, Skip skip, MigrationType needs) {
        assertThat(SwitchoverSteps.TABLE.get(number - 1)).isEqualTo(new StepRule(step, mover, retry, skip, needs));
        assertThat(SwitchoverSteps.rule(step).step()).isEqualTo(step);
    }

    @Test
    void stepsWithoutTheirTypeAreLeftOut() {
        assertThat(SwitchoverSteps.of(List.of(MigrationType.values()))).containsExactly(SwitchoverStep.values());
        assertThat(SwitchoverSteps.of(List.of(MigrationType.Full, MigrationType.Incremental)))
                .containsExactly(
                        StartForwardSwitchover,
                        SwitchoverPrecheck,
                        ConfirmSourceWritesStopped,
                        ConfirmStopTimestamp,
                        StopForwardSync,
                        ProcessDatabaseObjects);
        assertThat(SwitchoverSteps.of(List.of(MigrationType.Full)))
                .containsExactly(
                        StartForwardSwitchover, SwitchoverPrecheck, ConfirmSourceWritesStopped, ProcessDatabaseObjects);
    }

    @ParameterizedTest
    @EnumSource(SwitchoverStep.class)
    void aPersonIsAskedOnlyWhatTheStepAllows(SwitchoverStep step) {
        var rule = SwitchoverSteps.rule(step);
        assertThat(SwitchoverSteps.answers(step, StepState.WaitingForConfirmation))
                .isEqualTo(rule.mover() == Mover.System ? List.of() : List.of(StepAction.Confirm));
        assertThat(SwitchoverSteps.answers(step, StepState.Failed))
                .isEqualTo(rule.retry() ? List.of(StepAction.Retry, StepAction.Skip) : List.of());
        for (var state : List.of(StepState.Pending, StepState.Running, StepState.Skipped, StepState.Done)) {
            assertThat(SwitchoverSteps.answers(step, state)).isEmpty();
        }
    }
}
