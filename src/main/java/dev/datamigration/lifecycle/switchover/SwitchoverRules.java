package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Switchover;
import dev.datamigration.lifecycle.rule.EntryRules;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.RecoveryRules;
import dev.datamigration.lifecycle.status.StatusTimes;
import dev.datamigration.lifecycle.status.SwitchoverDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of a switchover: when it is entered, how far it goes now, and how it is left. */
public final class SwitchoverRules {
    private final Observation seen;
    private final StepMoves moves;
    private final SwitchoverDraft draft;

    private SwitchoverRules(Observation seen, ForwardSwitchoverStatus begin) {
        this.seen = seen;
        this.moves = new StepMoves(seen);
        this.draft = new SwitchoverDraft(begin);
    }

    /** The round that the spec wants to have been entered; 0 where none is. */
    static int wanted(Observation seen) {
        var asked = seen.spec().forwardSwitchover();
        return asked.entered() ? asked.round() : 0;
    }

    /** Enters the next round, if the spec wants it and there is a way for it. */
    public static Optional<TaskOutcome> enter(Observation seen) {
        var before = seen.status().forwardSwitchover();
        var round = SwitchoverView.completed(before) + 1;
        var possible = round == 1 || seen.spec().migrationTypes().contains(MigrationType.ReverseIncrement);
        if (RecoveryRules.unverified(seen.status().checkpoints())
                || wanted(seen) < round
                || !possible
                || EntryRules.obstacle(seen).isPresent()
                || ModificationRules.obstacle(seen).isPresent()
                || !seen.plan().has(Phase.ForwardSwitchover)) {
            return Optional.empty();
        }
        return Optional.of(new SwitchoverRules(seen, begun(seen, before, round)).go());
    }

    private static ForwardSwitchoverStatus begun(Observation seen, ForwardSwitchoverStatus before, int round) {
        var draft = new SwitchoverDraft(before);
        var attempts = draft.status();
        draft.stranded = StrandedCount.withSkip(draft.stranded, attempts);
        draft.round = round;
        draft.outcome = SwitchoverOutcome.InProgress;
        draft.applicationSide = SwitchoverView.leaving(round);
        draft.enteredAt = StatusTimes.text(seen.now());
        draft.enteredBy = seen.requesters().entered();
        draft.endedAt = null;
        draft.stopMillis = null;
        // attempts go on counting, so that an answer to an earlier round is none to this one
        draft.steps = SwitchoverSteps.of(seen.spec().migrationTypes()).stream()
                .map(step -> SwitchoverStepStatus.pending(step, SwitchoverView.attempt(attempts, step) + 1))
                .toList();
        return draft.status();
    }

    /** The task is in a switchover. */
    public static Switchover decide(Observation seen) {
        return new SwitchoverRules(seen, seen.status().forwardSwitchover()).go();
    }

    private Switchover go() {
        if (draft.outcome == SwitchoverOutcome.InProgress
                && wanted(seen) < draft.round
                && SwitchoverView.canAbort(draft.status())) {
            draft.outcome = SwitchoverOutcome.Aborting;
        }
        if (draft.outcome == SwitchoverOutcome.Aborting) {
            return abort();
        }
        move();
        return SwitchoverView.current(draft.status()).isPresent() ? in(Phase.ForwardSwitchover) : complete();
    }

    private Switchover abort() {
        if (!endReported()) {
            return in(Phase.ForwardSwitchover);
        }
        draft.outcome = SwitchoverOutcome.Aborted;
        draft.lateWrites = beforeThisRound(draft.lateWrites);
        draft.applicationSide = SwitchoverView.leaving(draft.round);
        draft.endedAt = StatusTimes.text(seen.now());
        return in(phaseBefore());
    }

    /** What came after a confirmation that was taken back was not late, and all of it was applied. */
    private List<LateWrites> beforeThisRound(List<LateWrites> known) {
        return known == null
                ? null
                : known.stream()
                        .filter(late -> !late.round().equals(draft.round))
                        .toList();
    }

    private Phase phaseBefore() {
        if (draft.round > 1) {
            return Phase.ReverseIncrement;
        }
        return seen.plan().has(Phase.FullVerification) ? Phase.FullVerification : Phase.IncrementalSync;
    }

    private void move() {
        SwitchoverView.current(draft.status()).ifPresent(step -> draft.replace(GivenDecision.unanswered(seen, step)));
        for (var step = next(); step.isPresent(); step = next()) {
            var moved = GivenDecision.unanswered(seen, step.get());
            draft.replace(moved);
            if (moved.step() == SwitchoverStep.StopForwardSync && SwitchoverView.isBehind(moved)) {
                draft.applicationSide = SwitchoverView.goingTo(draft.round);
                draft.stopMillis = stopMillis(moved);
            }
        }
    }

    private Optional<SwitchoverStepStatus> next() {
        return SwitchoverView.current(draft.status()).flatMap(step -> moves.next(draft.round, step));
    }

    private Long stopMillis(SwitchoverStepStatus stopped) {
        return SwitchoverView.find(draft.status(), SwitchoverStep.ConfirmSourceWritesStopped)
                .map(confirmed -> StatusTimes.millisBetween(confirmed.decidedAt(), stopped.endedAt()))
                .orElse(null);
    }

    private Switchover complete() {
        var reverse = seen.plan().has(Phase.ReverseIncrement);
        if (!reverse && !endReported()) {
            return in(Phase.ForwardSwitchover);
        }
        draft.outcome = SwitchoverOutcome.Completed;
        draft.endedAt = StatusTimes.text(seen.now());
        return in(reverse ? Phase.ReverseIncrement : Phase.ForwardSwitchover);
    }

    private boolean endReported() {
        return seen.stepReport()
                .map(StepReport::ended)
                .filter(ended -> ended == SwitchoverView.number(draft.status()))
                .isPresent();
    }

    private Switchover in(Phase phase) {
        return new Switchover(draft.status(), phase);
    }
}
