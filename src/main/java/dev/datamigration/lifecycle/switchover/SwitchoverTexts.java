package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.failure.Cut;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.rule.EntryRules;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.lifecycle.switchover.StepRule.Skip;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts into words what a switchover says of itself, and what it asks of a person. */
public final class SwitchoverTexts {
    static final String RUNNING = "running";
    static final String CONFIRMED = "confirmed";
    static final String SKIPPED = "skipped although: ";
    private static final int LONGEST_FOUND = 600;

    private SwitchoverTexts() {}

    /** Returns what a person confirms with this step. */
    static String waitsFor(SwitchoverStep step, int round) {
        var left = name(SwitchoverView.leaving(round).name());
        var next = name(SwitchoverView.goingTo(round).name());
        return switch (step) {
            case StartForwardSwitchover ->
                "confirm to begin: both databases are checked, and nothing that matters to the application happens"
                        + " before ConfirmSourceWritesStopped";
            case ConfirmSourceWritesStopped ->
                "stop the application's writes to the " + left + ", then confirm; do not write to the " + next
                        + " before StopForwardSync is done";
            case StartReverseIncrement ->
                "confirm to carry what the application writes to the " + next + " back to the " + left;
            case ProcessDatabaseObjects -> "do what the items list as Manual, then confirm";
            case SwitchoverPrecheck, StartTargetStore, ConfirmStopTimestamp, StopForwardSync -> RUNNING;
        };
    }

    private static String name(String side) {
        return side.toLowerCase(Locale.ROOT);
    }

    /** The sentence on what is going on, or what a person has to do. */
    public static String now(Observation seen, ForwardSwitchoverStatus status) {
        var which = status.round() == 1 ? "" : "round " + status.round() + ", ";
        if (status.outcome() == SwitchoverOutcome.Aborting) {
            return "aborting the switchover" + (status.round() == 1 ? "" : " of round " + status.round());
        }
        var step = SwitchoverView.current(status).orElse(null);
        if (step == null) {
            return "ending the switchover; nothing is kept for a way back, as the task has no ReverseIncrement";
        }
        var where = which + "step " + step.step() + ", attempt " + step.attempt() + ": ";
        return where + told(seen, step) + tooLateToAbort(seen, status);
    }

    /** Returns what runs after a switchover. */
    public static String after(Observation seen, ForwardSwitchoverStatus status) {
        var round = SwitchoverView.completed(status);
        var used = name(SwitchoverView.goingTo(round).name());
        var left = name(SwitchoverView.leaving(round).name());
        return "the application is on the " + used + "; its changes are synchronised back to the " + left
                + "; to switch back, set " + wanting(seen, round + 1);
    }

    /** Set back to false to abort, which came too late, {@code entered} has to be set again. */
    private static String wanting(Observation seen, int round) {
        return seen.spec().forwardSwitchover().entered()
                ? "spec.forwardSwitchover.round to " + round
                : "spec.forwardSwitchover to {\"entered\": true, \"round\": " + round + "}";
    }

    /** That somebody wrote where nobody should have, in this round or before it; empty where nobody did. */
    public static String late(ForwardSwitchoverStatus status) {
        return status == null
                        || status.lateWrites() == null
                        || status.lateWrites().stream().noneMatch(SwitchoverTexts::isLate)
                ? ""
                : "; there were writes after the confirmation that there were none any more, see"
                        + " status.forwardSwitchover.lateWrites"
                        + Stranded.unacknowledged(status)
                                .map(text -> "; " + text)
                                .orElse("");
    }

    private static boolean isLate(LateWrites late) {
        return (late.carried() == null ? 0 : late.carried()) + (late.stranded() == null ? 0 : late.stranded()) > 0;
    }

    private static String told(Observation seen, SwitchoverStepStatus step) {
        if (step.state() == StepState.WaitingForConfirmation) {
            return found(step) + " — " + answer(seen, step, StepAction.Confirm, false);
        }
        if (step.state() != StepState.Failed) {
            return step.message();
        }
        var acknowledged = SwitchoverSteps.rule(step.step()).skip() == Skip.Acknowledged;
        return "failed: " + found(step) + " — "
                + SwitchoverSteps.answers(step.step(), step.state()).stream()
                        .map(action ->
                                answer(seen, step, action, acknowledged && Boolean.TRUE.equals(step.skipRequested())))
                        .collect(Collectors.joining(", or "))
                + (acknowledged && !Boolean.TRUE.equals(step.skipRequested())
                        ? " (which must then be acknowledged by a second skip)"
                        : "");
    }

    /** Never so long that the answers would be cut off. */
    private static String found(SwitchoverStepStatus step) {
        return Cut.to(LONGEST_FOUND, step.message());
    }

    private static String answer(Observation seen, SwitchoverStepStatus step, StepAction action, boolean acknowledge) {
        return "set spec.forwardSwitchover.decision to "
                + DecisionTexts.text(step.step(), step.attempt(), action, acknowledging(seen, acknowledge, action));
    }

    /** A merge patch keeps what an earlier answer acknowledged unless it says otherwise; null where nothing is to be said. */
    private static Boolean acknowledging(Observation seen, boolean acknowledge, StepAction action) {
        if (acknowledge && action == StepAction.Skip) {
            return true;
        }
        var last = seen.spec().forwardSwitchover().decision();
        return last != null && last.acknowledge() ? false : null;
    }

    private static String tooLateToAbort(Observation seen, ForwardSwitchoverStatus status) {
        if (SwitchoverRules.wanted(seen) >= status.round() || SwitchoverView.canAbort(status)) {
            return "";
        }
        return seen.plan().has(Phase.ReverseIncrement)
                ? "; it is too late to abort: finish, then switch back by setting " + wanting(seen, status.round() + 1)
                : "; it is too late to abort: finish";
    }

    /** Returns what is to be said of a switchover that is wanted and cannot be entered now; empty where there is nothing. */
    public static String notYet(Observation seen, StatusDraft draft) {
        var wanted = SwitchoverRules.wanted(seen);
        var completed = SwitchoverView.completed(draft.forwardSwitchover);
        if (wanted <= completed) {
            return "";
        }
        if (!seen.plan().has(Phase.ForwardSwitchover)) {
            return "; there is no switchover without Incremental in spec.migrationTypes";
        }
        if (completed > 0 && !seen.plan().has(Phase.ReverseIncrement)) {
            return "; switching back is not possible without ReverseIncrement in spec.migrationTypes";
        }
        var refused = EntryRules.obstacle(seen);
        if (refused.isPresent() && !SwitchoverView.underWay(draft.forwardSwitchover)) {
            return "; the forward switchover is not entered: this operator requires a full verification before it, and "
                    + refused.get();
        }
        if (completed > 0 || SwitchoverView.underWay(draft.forwardSwitchover)) {
            return "";
        }
        return ModificationRules.obstacle(seen.spec().objects(), draft.status())
                .map(obstacle -> "; the forward switchover is not entered: " + obstacle)
                .orElse("; the forward switchover is entered once full verification is complete or skipped");
    }
}
