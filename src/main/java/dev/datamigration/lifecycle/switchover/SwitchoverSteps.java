package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.AwaitingStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.lifecycle.switchover.StepRule.Mover;
import dev.datamigration.lifecycle.switchover.StepRule.Skip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The eight steps of the forward switchover: their order, who moves them, and what a person can answer. */
public final class SwitchoverSteps {
    public static final List<StepRule> TABLE = List.of(
            new StepRule(SwitchoverStep.StartForwardSwitchover, Mover.Person, false, Skip.No, null),
            new StepRule(SwitchoverStep.SwitchoverPrecheck, Mover.System, true, Skip.Acknowledged, null),
            new StepRule(SwitchoverStep.StartTargetStore, Mover.System, true, Skip.Yes, MigrationType.ReverseIncrement),
            new StepRule(SwitchoverStep.ConfirmSourceWritesStopped, Mover.Person, false, Skip.No, null),
            new StepRule(SwitchoverStep.ConfirmStopTimestamp, Mover.System, true, Skip.Yes, MigrationType.Incremental),
            new StepRule(SwitchoverStep.StopForwardSync, Mover.System, true, Skip.Yes, MigrationType.Incremental),
            new StepRule(SwitchoverStep.ProcessDatabaseObjects, Mover.SystemThenPerson, false, Skip.No, null),
            new StepRule(
                    SwitchoverStep.StartReverseIncrement,
                    Mover.Person,
                    false,
                    Skip.No,
                    MigrationType.ReverseIncrement));

    private SwitchoverSteps() {}

    public static StepRule rule(SwitchoverStep step) {
        return TABLE.get(step.ordinal());
    }

    /** The steps of a task with these migration types, in order. */
    public static List<SwitchoverStep> of(Collection<MigrationType> types) {
        return TABLE.stream()
                .filter(rule -> rule.needs() == null || types.contains(rule.needs()))
                .map(StepRule::step)
                .toList();
    }

    /** Returns whether confirming a step only begins it. */
    static boolean hasWorkOnceConfirmed(SwitchoverStep step, ForwardSwitchoverSettings asked) {
        return step == SwitchoverStep.StartReverseIncrement
                || step == SwitchoverStep.ConfirmSourceWritesStopped && asked.fenceSource();
    }

    /** Returns what is asked of a person now; null where nothing is. */
    public static AwaitingStatus awaiting(ForwardSwitchoverStatus status) {
        if (status == null || status.outcome() != SwitchoverOutcome.InProgress) {
            return null;
        }
        return SwitchoverView.current(status)
                .filter(step -> !answers(step.step(), step.state()).isEmpty())
                .map(step -> new AwaitingStatus(step.step(), step.attempt(), answers(step.step(), step.state())))
                .orElse(null);
    }

    /** Returns what a person can answer to a step in this state; empty where nothing is asked. */
    public static List<StepAction> answers(SwitchoverStep step, StepState state) {
        return switch (state) {
            case WaitingForConfirmation -> rule(step).mover() == Mover.System ? List.of() : List.of(StepAction.Confirm);
            case Failed -> afterFailure(rule(step));
            case Pending, Running, Skipped, Done -> List.of();
        };
    }

    private static List<StepAction> afterFailure(StepRule rule) {
        var answers = new ArrayList<StepAction>();
        if (rule.retry()) {
            answers.add(StepAction.Retry);
        }
        if (rule.skip() != Skip.No) {
            answers.add(StepAction.Skip);
        }
        return List.copyOf(answers);
    }
}
