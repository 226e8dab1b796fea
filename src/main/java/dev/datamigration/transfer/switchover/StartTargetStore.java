package dev.datamigration.transfer.switchover;

import dev.datamigration.database.Position;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;

/**
 * Makes sure that every change of the side that the application goes to is kept from now on, before anybody writes
 * there: by a capture made for it, or by the one that the round before left there.
 */
final class StartTargetStore {
    private final SwitchoverRound switchover;
    private final Flows flows;
    private final int boundSeconds;

    StartTargetStore(SwitchoverRound switchover, Flows flows) {
        this(switchover, flows, Capture.OPEN_TRANSACTIONS_SECONDS);
    }

    /** @param boundSeconds how long to wait for transactions that are open on the side that the application goes to */
    StartTargetStore(SwitchoverRound switchover, Flows flows, int boundSeconds) {
        this.switchover = switchover;
        this.flows = flows;
        this.boundSeconds = boundSeconds;
    }

    StepResult perform() {
        flows.stopWatch(switchover.beginning());
        var run = switchover.beginningRun();
        Position position;
        try {
            position = Capture.begin(run, boundSeconds);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.BlockedByOthers) {
                throw e;
            }
            return StepResult.failed(e.failure().message() + " " + e.failure().remedy());
        }
        return StepResult.done("Changes of the %s are kept from position %s on, in %s."
                .formatted(
                        switchover.newSide().side().word(),
                        position,
                        run.capture().described()));
    }
}
