package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.status.StatusTimes;
import dev.datamigration.lifecycle.status.StepDraft;
import dev.datamigration.lifecycle.switchover.StepAnswers.Answer;
import dev.datamigration.lifecycle.switchover.StepRule.Mover;
import dev.datamigration.lifecycle.switchover.StepRule.Skip;
import java.util.List;
import java.util.Optional;

/** Decides how one switchover step moves: by itself, by its worker's report, or by a person's answer. */
final class StepMoves {
    private final Observation seen;
    private final String now;

    StepMoves(Observation seen) {
        this.seen = seen;
        this.now = StatusTimes.precise(seen.now());
    }

    /** The step after its next move; empty where it stays as it is. */
    Optional<SwitchoverStepStatus> next(int round, SwitchoverStepStatus step) {
        return switch (step.state()) {
            case Pending -> Optional.of(begun(round, step));
            case WaitingForConfirmation -> StepAnswers.confirmedBy(seen, step).map(by -> confirmed(step, by));
            case Running -> reported(round, step);
            case Failed -> StepAnswers.afterFailure(seen, step).map(answer -> answered(step, answer));
            case Skipped, Done -> Optional.empty();
        };
    }

    private SwitchoverStepStatus begun(int round, SwitchoverStepStatus step) {
        var draft = new StepDraft(step).attempt(step.attempt(), now);
        return SwitchoverSteps.rule(step.step()).mover() == Mover.Person
                ? draft.in(StepState.WaitingForConfirmation, SwitchoverTexts.waitsFor(step.step(), round))
                : draft.in(StepState.Running, SwitchoverTexts.RUNNING);
    }

    private SwitchoverStepStatus confirmed(SwitchoverStepStatus step, String by) {
        var draft = new StepDraft(step).decided(by, now);
        return SwitchoverSteps.hasWorkOnceConfirmed(step.step(), seen.spec().forwardSwitchover())
                ? draft.in(StepState.Running, SwitchoverTexts.RUNNING)
                : draft.ended(StepState.Done, SwitchoverTexts.CONFIRMED, now);
    }

    private Optional<SwitchoverStepStatus> reported(int round, SwitchoverStepStatus step) {
        return seen.stepReport()
                .map(StepReport::step)
                .filter(found ->
                        found.round() == round && found.step() == step.step() && found.attempt() == step.attempt())
                .map(found -> reported(step, found))
                .filter(after -> !after.equals(step));
    }

    private SwitchoverStepStatus reported(SwitchoverStepStatus step, StepReport.Step found) {
        var draft = new StepDraft(step);
        var text = found.message() == null ? step.message() : found.message();
        draft.items = found.items() == null || found.items().isEmpty() ? step.items() : found.items();
        var mover = SwitchoverSteps.rule(step.step()).mover();
        return switch (found.state()) {
            case Done ->
                mover == Mover.SystemThenPerson
                        ? draft.in(StepState.WaitingForConfirmation, text)
                        : draft.ended(StepState.Done, text, now);
            case Failed -> mover == Mover.System ? draft.ended(StepState.Failed, text, now) : again(draft, text);
            case Pending, WaitingForConfirmation, Running, Skipped -> draft.in(StepState.Running, text);
        };
    }

    /** What a person had confirmed could not be done: it is asked for again, as another attempt. */
    private SwitchoverStepStatus again(StepDraft draft, String text) {
        var items = draft.items;
        draft.attempt(draft.attempt + 1, now);
        draft.endedAt = now;
        draft.items = items;
        return draft.in(StepState.WaitingForConfirmation, text);
    }

    private SwitchoverStepStatus answered(SwitchoverStepStatus step, Answer answer) {
        var draft = new StepDraft(step).decided(answer.by(), now);
        if (answer.action() == StepAction.Retry) {
            return draft.attempt(step.attempt() + 1, now).in(StepState.Running, SwitchoverTexts.RUNNING);
        }
        if (SwitchoverSteps.rule(step.step()).skip() == Skip.Acknowledged) {
            if (!answer.acknowledged()) {
                draft.attempt++;
                draft.skipRequested = true;
                return draft.in(StepState.Failed, step.message());
            }
            draft.acknowledged = failedItems(step);
        }
        return draft.ended(StepState.Skipped, SwitchoverTexts.SKIPPED + step.message(), now);
    }

    private static List<String> failedItems(SwitchoverStepStatus step) {
        return step.items() == null
                ? List.of()
                : step.items().stream()
                        .filter(item -> item.status() == SwitchoverItemStatus.Failed)
                        .map(SwitchoverItem::name)
                        .distinct()
                        .toList();
    }
}
