package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverStep;
import java.util.List;

/**
 * Says what a step has found so far.
 *
 * @param state Running, Done or Failed
 * @param message for people
 * @param items what was looked at and done, what failed or is left to a person first; empty for steps without
 * @param lateWrites tables of the side that the application leaves which were written to after the confirmation;
 *     null where the step does not look
 */
public record StepFindings(
        int round,
        SwitchoverStep step,
        int attempt,
        StepState state,
        String message,
        List<SwitchoverItem> items,
        List<LateWrites> lateWrites) {
    public StepFindings {
        items = List.copyOf(items);
        lateWrites = lateWrites == null ? null : List.copyOf(lateWrites);
    }

    static StepFindings of(StepRequest request, StepResult result) {
        return new StepFindings(
                request.round(),
                request.step(),
                request.attempt(),
                result.state(),
                result.message(),
                ItemList.of(result.items()),
                result.lateWrites());
    }
}
