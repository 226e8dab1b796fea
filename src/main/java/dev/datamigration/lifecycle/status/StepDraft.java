package dev.datamigration.lifecycle.status;

import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import java.util.List;

/** A step's status being composed: begins as the old one, so that what nobody touches stays as it was. */
public final class StepDraft {
    final SwitchoverStep step;
    StepState state;
    public int attempt;
    String startedAt;
    public String endedAt;
    String message;
    String decidedBy;
    String decidedAt;
    public Boolean skipRequested;
    public List<String> acknowledged;
    public List<SwitchoverItem> items;

    public StepDraft(SwitchoverStepStatus old) {
        step = old.step();
        state = old.state();
        attempt = old.attempt();
        startedAt = old.startedAt();
        endedAt = old.endedAt();
        message = old.message();
        decidedBy = old.decidedBy();
        decidedAt = old.decidedAt();
        skipRequested = old.skipRequested();
        acknowledged = old.acknowledged();
        items = old.items();
    }

    /** What an earlier attempt found counts no more. */
    public StepDraft attempt(int number, String startsAt) {
        attempt = number;
        startedAt = startsAt;
        endedAt = null;
        skipRequested = null;
        acknowledged = null;
        items = null;
        return this;
    }

    public StepDraft decided(String by, String at) {
        decidedBy = by;
        decidedAt = at;
        return this;
    }

    public SwitchoverStepStatus in(StepState newer, String text) {
        state = newer;
        message = text;
        return new SwitchoverStepStatus(
                step,
                state,
                attempt,
                startedAt,
                endedAt,
                message,
                decidedBy,
                decidedAt,
                skipRequested,
                acknowledged,
                items);
    }

    public SwitchoverStepStatus ended(StepState newer, String text, String at) {
        endedAt = at;
        return in(newer, text);
    }
}
