package dev.datamigration.lifecycle.status;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.DecisionStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.StrandedStatus;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import java.util.List;

/** A switchover's status being composed: begins as the old one, so that what nobody touches stays as it was. */
public final class SwitchoverDraft {
    public Integer round;
    public SwitchoverOutcome outcome;
    public Side applicationSide;
    public String enteredAt;
    public String enteredBy;
    public String endedAt;
    public Long stopMillis;
    public List<SwitchoverStepStatus> steps;
    public List<LateWrites> lateWrites;
    public RehearsalStatus rehearsal;
    String report;
    public DecisionStatus decision;
    public StrandedStatus stranded;

    /** @param old null where the task never entered a switchover */
    public SwitchoverDraft(ForwardSwitchoverStatus old) {
        var known = old == null ? ForwardSwitchoverStatus.NONE : old;
        round = known.round();
        outcome = known.outcome();
        applicationSide = known.applicationSide();
        enteredAt = known.enteredAt();
        enteredBy = known.enteredBy();
        endedAt = known.endedAt();
        stopMillis = known.stopMillis();
        steps = known.steps();
        lateWrites = known.lateWrites();
        rehearsal = known.rehearsal();
        report = known.report();
        decision = known.decision();
        stranded = known.stranded();
    }

    public void replace(SwitchoverStepStatus changed) {
        steps = steps.stream()
                .map(step -> step.step() == changed.step() ? changed : step)
                .toList();
    }

    public ForwardSwitchoverStatus status() {
        return new ForwardSwitchoverStatus(
                round,
                outcome,
                applicationSide,
                enteredAt,
                enteredBy,
                endedAt,
                stopMillis,
                steps,
                lateWrites,
                rehearsal,
                report,
                decision,
                stranded);
    }
}
