package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells what changed between two statuses of a switchover. */
public final class SwitchoverEvents {
    private final ForwardSwitchoverStatus before;
    private final ForwardSwitchoverStatus after;
    private final List<TaskEvent> events = new ArrayList<>();

    private SwitchoverEvents(ForwardSwitchoverStatus before, ForwardSwitchoverStatus after) {
        this.before = before == null ? ForwardSwitchoverStatus.NONE : before;
        this.after = after == null ? ForwardSwitchoverStatus.NONE : after;
    }

    public static List<TaskEvent> of(ForwardSwitchoverStatus before, ForwardSwitchoverStatus after) {
        var told = new SwitchoverEvents(before, after);
        if (!told.before.equals(told.after)) {
            told.begin();
            told.decision();
            told.after.steps().forEach(told::step);
            told.end();
            told.lateWrites();
            told.rehearsal();
        }
        return told.events;
    }

    private void tell(EventReason reason, String message) {
        events.add(new TaskEvent(reason, message));
    }

    private void begin() {
        if (after.round() != null && SwitchoverView.number(before) != SwitchoverView.number(after)) {
            tell(EventReason.SwitchoverEntered, which() + " entered by " + after.enteredBy());
        }
    }

    private void decision() {
        var decision = after.decision();
        if (decision != null && !decision.counted() && !decision.equals(before.decision())) {
            tell(EventReason.DecisionIgnored, decision.message());
        }
    }

    private String which() {
        return after.round() == 1
                ? "forward switchover"
                : "switchover of round " + after.round() + " to the "
                        + SwitchoverView.goingTo(after.round()).word();
    }

    private void step(SwitchoverStepStatus step) {
        var was = SwitchoverView.find(before, step.step()).orElse(null);
        if (was != null && was.state() == step.state() && Objects.equals(was.attempt(), step.attempt())) {
            return;
        }
        var text = step.step() + ": " + step.message();
        switch (step.state()) {
            case WaitingForConfirmation -> tell(EventReason.StepWaiting, text);
            case Failed -> tell(EventReason.StepFailed, text);
            case Skipped -> tell(EventReason.StepSkipped, text + by(step));
            case Done -> tell(EventReason.StepDone, text + by(step));
            case Pending, Running -> {} // told by the step before
        }
    }

    private static String by(SwitchoverStepStatus step) {
        return step.decidedBy() == null ? "" : " (by " + step.decidedBy() + ")";
    }

    private void end() {
        if (after.outcome() == null
                || after.outcome() == before.outcome()
                        && SwitchoverView.number(before) == SwitchoverView.number(after)) {
            return;
        }
        switch (after.outcome()) {
            case Aborting -> tell(EventReason.SwitchoverAborting, which() + " is being aborted");
            case Aborted ->
                tell(EventReason.SwitchoverAborted, which() + " was aborted; the task is where it was before");
            case Completed -> tell(EventReason.SwitchoverCompleted, which() + " is complete");
            case InProgress -> {} // told when it was entered
        }
    }

    private void lateWrites() {
        var known = before.lateWrites() == null ? List.<LateWrites>of() : before.lateWrites();
        var now = after.lateWrites() == null ? List.<LateWrites>of() : after.lateWrites();
        var fresh = now.stream()
                .filter(late -> known.stream()
                        .noneMatch(old -> old.table().equals(late.table())
                                && old.side() == late.side()
                                && Objects.equals(old.round(), late.round())))
                .map(LateWrites::table)
                .toList();
        if (!fresh.isEmpty()) {
            tell(
                    EventReason.LateWrites,
                    "written to after the confirmation that writes stopped: "
                            + String.join(", ", fresh.subList(0, Math.min(10, fresh.size())))
                            + (fresh.size() > 10 ? " and " + (fresh.size() - 10) + " more" : ""));
        }
    }

    private void rehearsal() {
        if (after.rehearsal() != null && !after.rehearsal().equals(before.rehearsal())) {
            tell(
                    Boolean.TRUE.equals(after.rehearsal().passed())
                            ? EventReason.RehearsalPassed
                            : EventReason.RehearsalFailed,
                    after.rehearsal().message());
        }
    }
}
