package dev.datamigration.lifecycle.model;

import static dev.datamigration.api.TaskOperation.End;
import static dev.datamigration.api.TaskOperation.EnterForwardSwitchover;
import static dev.datamigration.api.TaskOperation.ModifyAlertConfiguration;
import static dev.datamigration.api.TaskOperation.Resume;
import static dev.datamigration.api.TaskOperation.SkipFullVerification;
import static dev.datamigration.api.TaskOperation.Start;
import static dev.datamigration.api.TaskOperation.StartForwardSwitchover;
import static dev.datamigration.api.TaskOperation.Stop;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Says which operation a task supports when, as OceanBase's data transmission service has it.
 *
 * <p>One rule is about several tasks and so not in here: StartForwardSwitchover in batch also asks that all of them
 * stand in the same step.
 */
public final class Operations {
    /** Lists what a Running task supports, by where it stands. */
    private static final Map<Stage, Set<TaskOperation>> RUNNING = new EnumMap<>(Map.of(
            Stage.BeforeVerification, Set.of(Stop, ModifyAlertConfiguration),
            Stage.Verifying, Set.of(Stop, SkipFullVerification, ModifyAlertConfiguration),
            Stage.Verified, Set.of(Stop, EnterForwardSwitchover, ModifyAlertConfiguration),
            Stage.SwitchoverPrecheck, Set.of(Stop, ModifyAlertConfiguration),
            Stage.SwitchoverStep, Set.of(Stop, StartForwardSwitchover, ModifyAlertConfiguration),
            Stage.ReverseIncrement, Set.of(Stop, ModifyAlertConfiguration)));

    /** Lists what a task supports in every other status, wherever it stands. */
    private static final Map<TaskState, Set<TaskOperation>> OTHERWISE = new EnumMap<>(Map.of(
            TaskState.NotConfigured, Set.of(),
            TaskState.NotStarted, Set.of(Start, ModifyAlertConfiguration),
            TaskState.Modifying, Set.of(ModifyAlertConfiguration),
            TaskState.Integrating, Set.of(ModifyAlertConfiguration),
            TaskState.Stopped, Set.of(Resume, End, ModifyAlertConfiguration),
            TaskState.Failed, Set.of(Resume, End, ModifyAlertConfiguration),
            TaskState.Completed, Set.of(End),
            TaskState.Ending, Set.of(),
            TaskState.Ended, Set.of()));

    private Operations() {}

    /**
     * The operations that a task supports. A verification that is finished leaves nothing to skip.
     */
    public static Set<TaskOperation> supported(TaskState state, Stage stage) {
        if (state == TaskState.Running) {
            return RUNNING.get(stage);
        }
        var supported = EnumSet.noneOf(TaskOperation.class);
        supported.addAll(OTHERWISE.get(state));
        if (atRest(state) && stage == Stage.Verifying) {
            supported.add(SkipFullVerification);
        }
        return supported;
    }

    private static boolean atRest(TaskState state) {
        return state == TaskState.Stopped || state == TaskState.Failed;
    }
}
