package dev.datamigration.lifecycle;

import dev.datamigration.api.DecisionStatus;
import dev.datamigration.api.ForwardSwitchoverStatus;
import dev.datamigration.api.LateWrites;
import dev.datamigration.api.RehearsalStatus;
import dev.datamigration.api.Side;
import dev.datamigration.api.StrandedStatus;
import dev.datamigration.api.SwitchoverOutcome;
import dev.datamigration.api.SwitchoverStepStatus;
import java.util.List;

/** A switchover's status being composed: begins as the old one, so that what nobody touches stays as it was. */
final class SwitchoverDraft {
    Integer round;
    SwitchoverOutcome outcome;
    Side applicationSide;
    String enteredAt;
    String enteredBy;
    String endedAt;
    Long stopMillis;
    List<SwitchoverStepStatus> steps;
    List<LateWrites> lateWrites;
    RehearsalStatus rehearsal;
    String report;
    DecisionStatus decision;
    StrandedStatus stranded;

    /** @param old null where the task never entered a switchover */
    SwitchoverDraft(ForwardSwitchoverStatus old) {
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

    void replace(SwitchoverStepStatus changed) {
        steps = steps.stream()
                .map(step -> step.step() == changed.step() ? changed : step)
                .toList();
    }

    ForwardSwitchoverStatus status() {
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
