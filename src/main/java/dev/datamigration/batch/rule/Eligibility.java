package dev.datamigration.batch.rule;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Operations;
import dev.datamigration.lifecycle.model.Plan;
import dev.datamigration.lifecycle.model.Stage;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.Optional;
import java.util.Set;

/** Decides whether a task supports what a batch operation asks for, and if not, why. */
public final class Eligibility {
    /** Says why not. */
    public record Obstacle(ResultReason reason, String message) {}

    private final BatchOperationSpec spec;

    public Eligibility(BatchOperationSpec spec) {
        this.spec = spec;
    }

    /** Empty where the task supports the operation. */
    public Optional<Obstacle> obstacle(MigrationTask task) {
        var operation = spec.operation();
        if (task.getMetadata().getDeletionTimestamp() != null) {
            return no(ResultReason.BeingDeleted, "the task is being deleted");
        }
        if (!supported(task).contains(operation) && !UnreachableEnd.canBeGivenUp(spec, status(task))) {
            return no(ResultReason.StateNotSupported, notSupported(task));
        }
        if (task.getSpec().desiredState() == DesiredState.Ended && operation != TaskOperation.End) {
            return no(ResultReason.EndingWanted, "the task is wanted Ended, which cannot be taken back");
        }
        if (operation == TaskOperation.EnterForwardSwitchover) {
            var modification = ModificationRules.obstacle(task.getSpec().objects(), status(task));
            if (modification.isPresent()) {
                return no(ResultReason.StateNotSupported, modification.get());
            }
        }
        if (isWithheld(operation, task)) {
            return no(
                    ResultReason.StateNotSupported,
                    "this operator lets no task enter its first switchover without a full verification: "
                            + UnverifiedEntries.note(operation, task));
        }
        return operation == TaskOperation.StartForwardSwitchover ? stepObstacle(task) : Optional.empty();
    }

    /** The task's controller knows what whoever runs the operator forbids. */
    private static boolean isWithheld(TaskOperation operation, MigrationTask task) {
        var known = status(task).supportedOperations();
        return operation == TaskOperation.EnterForwardSwitchover && known != null && !known.contains(operation);
    }

    private static Set<TaskOperation> supported(MigrationTask task) {
        var status = status(task);
        var complete = Boolean.TRUE.equals(status.phaseComplete());
        var stage = Stage.of(status.phase(), complete, Plan.of(task.getSpec().migrationTypes()), step(status));
        return Operations.supported(state(task), stage);
    }

    private Optional<Obstacle> stepObstacle(MigrationTask task) {
        var awaiting = status(task).awaiting();
        var request = spec.forwardSwitchover();
        if (awaiting == null || awaiting.step() != request.step()) {
            return no(
                    ResultReason.OtherStep,
                    "the task stands in " + standsIn(status(task)) + ", not in step " + request.step());
        }
        return awaiting.actions() != null && awaiting.actions().contains(request.action())
                ? Optional.empty()
                : no(
                        ResultReason.AnswerNotAwaited,
                        "step " + awaiting.step() + " can be answered with " + awaiting.actions() + ", not with "
                                + request.action());
    }

    private static String standsIn(MigrationTaskStatus status) {
        if (status.awaiting() != null) {
            return "step " + status.awaiting().step();
        }
        return running(status)
                .map(step -> "step " + step + ", which runs and waits for no answer")
                .orElse("a step that waits for no answer");
    }

    private static Optional<SwitchoverStep> running(MigrationTaskStatus status) {
        var switchover = status.forwardSwitchover();
        return switchover == null
                ? Optional.empty()
                : switchover.steps().stream()
                        .filter(step -> step.state() == StepState.Running)
                        .map(SwitchoverStepStatus::step)
                        .findFirst();
    }

    private String notSupported(MigrationTask task) {
        var status = status(task);
        var phase = status.phase() == null ? "" : " in phase " + status.phase();
        var step = step(status) == null ? "" : ", step " + step(status);
        return spec.operation() + " needs a task " + needed(spec.operation()) + "; this one is " + state(task) + phase
                + step;
    }

    private static String needed(TaskOperation operation) {
        return switch (operation) {
            case Start -> "that is NotStarted";
            case Stop -> "that is Running";
            case Resume -> "that is Stopped or Failed";
            case End -> "that is Stopped, Failed or Completed";
            case EnterForwardSwitchover -> "that is Running and whose full verification is complete or skipped";
            case StartForwardSwitchover ->
                "that is Running in the forward switchover, in another step than SwitchoverPrecheck (which is retried"
                        + " or skipped on each task)";
            case ModifyAlertConfiguration -> "that is NotStarted, Running, Modifying, Integrating, Stopped or Failed";
            case SkipFullVerification ->
                "that is Running, Stopped or Failed in the phase FullVerification, before its end";
        };
    }

    /** As the task's controller has it for a task that it has not looked at yet. */
    public static TaskState state(MigrationTask task) {
        var state = status(task).state();
        if (state != null) {
            return state;
        }
        var spec = task.getSpec();
        var configured = spec.source() != null && spec.target() != null && spec.objects() != null;
        return configured ? TaskState.NotStarted : TaskState.NotConfigured;
    }

    public static MigrationTaskStatus status(MigrationTask task) {
        return task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus();
    }

    private static SwitchoverStep step(MigrationTaskStatus status) {
        return SwitchoverView.current(status.forwardSwitchover())
                .map(SwitchoverStepStatus::step)
                .orElse(null);
    }

    private static Optional<Obstacle> no(ResultReason reason, String message) {
        return Optional.of(new Obstacle(reason, message));
    }
}
