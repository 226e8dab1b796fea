package dev.datamigration.lifecycle.model;

import static dev.datamigration.api.TaskOperation.End;
import static dev.datamigration.api.TaskOperation.EnterForwardSwitchover;
import static dev.datamigration.api.TaskOperation.ModifyAlertConfiguration;
import static dev.datamigration.api.TaskOperation.Resume;
import static dev.datamigration.api.TaskOperation.SkipFullVerification;
import static dev.datamigration.api.TaskOperation.Start;
import static dev.datamigration.api.TaskOperation.StartForwardSwitchover;
import static dev.datamigration.api.TaskOperation.Stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of state, phase, completeness and step, against a second writing of the domain's table. */
class OperationsTest {
    private static final Plan EVERYTHING = Plan.of(List.of(MigrationType.values()));

    record Position(TaskState state, Phase phase, boolean complete, SwitchoverStep step) {}

    static Stream<Position> everyPosition() {
        var positions = new ArrayList<Position>();
        var phases = new ArrayList<>(Arrays.asList(Phase.values()));
        phases.add(null);
        var steps = new ArrayList<>(Arrays.asList(SwitchoverStep.values()));
        steps.add(null);
        for (var state : TaskState.values()) {
            for (var phase : phases) {
                for (var complete : List.of(true, false)) {
                    for (var step : steps) {
                        if ((phase == Phase.ForwardSwitchover) == (step != null)) {
                            positions.add(new Position(state, phase, complete, step));
                        }
                    }
                }
            }
        }
        return positions.stream();
    }

    @ParameterizedTest
    @MethodSource("everyPosition")
    void asTheDomainHasIt(Position at) {
        assertThat(supported(at, EVERYTHING)).isEqualTo(expected(at));
    }

    @Test
    void aTaskWithoutVerificationMayEnterTheSwitchoverOnceItIsInStep() {
        var plan = Plan.of(List.of(MigrationType.Full, MigrationType.Incremental));
        assertThat(supported(new Position(TaskState.Running, Phase.IncrementalSync, true, null), plan))
                .contains(EnterForwardSwitchover);
        assertThat(supported(new Position(TaskState.Running, Phase.IncrementalSync, false, null), plan))
                .doesNotContain(EnterForwardSwitchover);
    }

    private static Set<TaskOperation> supported(Position at, Plan plan) {
        return Operations.supported(at.state(), Stage.of(at.phase(), at.complete(), plan, at.step()));
    }

    private static Set<TaskOperation> expected(Position at) {
        return switch (at.state()) {
            case NotConfigured, Ending, Ended -> Set.of();
            case NotStarted -> Set.of(Start, ModifyAlertConfiguration);
            case Modifying, Integrating -> Set.of(ModifyAlertConfiguration);
            case Completed -> Set.of(End);
            case Stopped, Failed ->
                at.phase() == Phase.FullVerification && !at.complete()
                        ? Set.of(Resume, End, ModifyAlertConfiguration, SkipFullVerification)
                        : Set.of(Resume, End, ModifyAlertConfiguration);
            case Running -> at.phase() == null ? Set.of(Stop, ModifyAlertConfiguration) : running(at);
        };
    }

    private static Set<TaskOperation> running(Position at) {
        return switch (at.phase()) {
            case Precheck, SchemaMigration, FullMigration, IncrementalSync, ReverseIncrement ->
                Set.of(Stop, ModifyAlertConfiguration);
            case FullVerification ->
                at.complete()
                        ? Set.of(Stop, EnterForwardSwitchover, ModifyAlertConfiguration)
                        : Set.of(Stop, SkipFullVerification, ModifyAlertConfiguration);
            case ForwardSwitchover ->
                at.step() == SwitchoverStep.SwitchoverPrecheck
                        ? Set.of(Stop, ModifyAlertConfiguration)
                        : Set.of(Stop, StartForwardSwitchover, ModifyAlertConfiguration);
        };
    }
}
