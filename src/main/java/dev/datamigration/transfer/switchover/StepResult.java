package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import java.util.List;

/** Says how the work of a step stands, without saying which. */
record StepResult(StepState state, String message, List<SwitchoverItem> items, List<LateWrites> lateWrites) {
    static StepResult done(String message) {
        return new StepResult(StepState.Done, message, List.of(), null);
    }

    static StepResult failed(String message) {
        return new StepResult(StepState.Failed, message, List.of(), null);
    }

    static StepResult running(String message) {
        return new StepResult(StepState.Running, message, List.of(), null);
    }

    StepResult with(List<SwitchoverItem> found) {
        return new StepResult(state, message, found, lateWrites);
    }

    StepResult withLateWrites(List<LateWrites> found) {
        return new StepResult(state, message, items, found);
    }
}
