package dev.datamigration.lifecycle.status;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import java.util.Optional;

/**
 * Reads the status of a switchover. A round is one way of the application from one side to the other: odd rounds go to
 * the target, even ones back to the source.
 */
public final class SwitchoverView {
    private SwitchoverView() {}

    /** The side that the application leaves in this round. */
    public static Side leaving(int round) {
        return round % 2 == 1 ? Side.Source : Side.Target;
    }

    /** The side that the application goes to in this round. */
    public static Side goingTo(int round) {
        return leaving(round + 1);
    }

    /** Returns how many rounds are complete. */
    public static int completed(ForwardSwitchoverStatus status) {
        if (status == null || status.round() == null) {
            return 0;
        }
        return status.outcome() == SwitchoverOutcome.Completed ? status.round() : status.round() - 1;
    }

    public static boolean underWay(ForwardSwitchoverStatus status) {
        return status != null
                && (status.outcome() == SwitchoverOutcome.InProgress || status.outcome() == SwitchoverOutcome.Aborting);
    }

    /** The step that the round stands in; empty once all are done, and outside of a switchover. */
    public static Optional<SwitchoverStepStatus> current(ForwardSwitchoverStatus status) {
        return underWay(status)
                ? status.steps().stream().filter(step -> !isBehind(step)).findFirst()
                : Optional.empty();
    }

    public static Optional<SwitchoverStepStatus> find(ForwardSwitchoverStatus status, SwitchoverStep step) {
        return status.steps().stream().filter(found -> found.step() == step).findFirst();
    }

    public static boolean isBehind(SwitchoverStepStatus step) {
        return step.state() == StepState.Done || step.state() == StepState.Skipped;
    }

    /** Up to the end of StopForwardSync nothing has happened that could not be undone. */
    public static boolean canAbort(ForwardSwitchoverStatus status) {
        return find(status, SwitchoverStep.StopForwardSync)
                .map(stop -> !isBehind(stop))
                .orElse(false);
    }

    /** Returns whether this is the first status that shows the round ended. */
    public static boolean justEnded(ForwardSwitchoverStatus before, ForwardSwitchoverStatus after) {
        return after != null
                && after.outcome() != null
                && !underWay(after)
                && (before == null || underWay(before) || number(before) != number(after));
    }

    public static ForwardSwitchoverStatus withReport(ForwardSwitchoverStatus status, String report) {
        var draft = new SwitchoverDraft(status);
        draft.report = report;
        return draft.status();
    }

    /** Tells the rounds of a task apart, aborted ones included. */
    public static int number(ForwardSwitchoverStatus status) {
        return attempt(status, SwitchoverStep.StartForwardSwitchover);
    }

    public static int attempt(ForwardSwitchoverStatus status, SwitchoverStep step) {
        return find(status, step).map(SwitchoverStepStatus::attempt).orElse(0);
    }
}
