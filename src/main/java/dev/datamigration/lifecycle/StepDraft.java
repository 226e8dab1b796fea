package dev.datamigration.lifecycle;

import dev.datamigration.api.StepState;
import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.api.SwitchoverStepStatus;
import java.util.List;

/** A step's status being composed: begins as the old one, so that what nobody touches stays as it was. */
final class StepDraft {
    final SwitchoverStep step;
    StepState state;
    int attempt;
    String startedAt;
    String endedAt;
    String message;
    String decidedBy;
    String decidedAt;
    Boolean skipRequested;
    List<String> acknowledged;
    List<SwitchoverItem> items;

    StepDraft(SwitchoverStepStatus old) {
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

    /** Returns what an earlier attempt found counts no more. */
    StepDraft attempt(int number, String startsAt) {
        attempt = number;
        startedAt = startsAt;
        endedAt = null;
        skipRequested = null;
        acknowledged = null;
        items = null;
        return this;
    }

    StepDraft decided(String by, String at) {
        decidedBy = by;
        decidedAt = at;
        return this;
    }

    SwitchoverStepStatus in(StepState newer, String text) {
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

    SwitchoverStepStatus ended(StepState newer, String text, String at) {
        endedAt = at;
        return in(newer, text);
    }
}
