package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.StepWork.Abort;
import dev.datamigration.lifecycle.model.StepWork.Finish;
import dev.datamigration.lifecycle.model.StepWork.Hold;
import dev.datamigration.lifecycle.model.StepWork.Perform;
import dev.datamigration.lifecycle.model.StepWork.Rehearse;
import dev.datamigration.lifecycle.model.StepWork.Reverse;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.VerificationRules;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;

/** Derives what the engine is to do about a switchover from where it stands. */
final class StepWorks {
    private StepWorks() {}

    /**
     * @param draft the task's status as far as it is composed
     * @param complete whether the phase's own work is done
     * @return null where there is nothing
     */
    static StepWork of(Observation seen, StatusDraft draft, Phase phase, boolean complete) {
        var status = draft.forwardSwitchover;
        if (phase == Phase.ForwardSwitchover) {
            return step(status);
        }
        if (rehearsalAsked(seen, draft, phase, complete)) {
            return new Rehearse(
                    SwitchoverView.completed(status) + 1,
                    seen.spec().forwardSwitchover().rehearsalNonce());
        }
        return phase == Phase.ReverseIncrement
                ? new Reverse(SwitchoverView.completed(status), VerificationRules.askedAfterSwitchover(seen, draft))
                : null;
    }

    private static StepWork step(ForwardSwitchoverStatus status) {
        if (status.outcome() == SwitchoverOutcome.Aborting) {
            return new Abort(status.round(), SwitchoverView.number(status));
        }
        var step = SwitchoverView.current(status).orElse(null);
        if (step == null) {
            return new Finish(status.round(), SwitchoverView.number(status));
        }
        return step.state() == StepState.Running
                ? new Perform(status.round(), step.step(), step.attempt())
                : new Hold(status.round(), step.step());
    }

    private static boolean rehearsalAsked(Observation seen, StatusDraft draft, Phase phase, boolean complete) {
        var status = draft.forwardSwitchover;
        var known = status == null || status.rehearsal() == null
                ? 0
                : status.rehearsal().nonce();
        return complete
                && ModificationRules.underWay(draft.modifications).isEmpty() // it rests the synchronisation
                && seen.plan().has(Phase.ForwardSwitchover)
                && seen.plan().nextByItself(phase).isEmpty()
                && (SwitchoverView.completed(status) == 0 || seen.plan().has(Phase.ReverseIncrement))
                && seen.spec().forwardSwitchover().rehearsalNonce() > known;
    }
}
