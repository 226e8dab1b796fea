package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;

/** Ends a switchover that has no way back: nothing on the side that was left is needed any more. Idempotent. */
final class Finish {
    private final SwitchoverRound switchover;
    private final Flows flows;

    Finish(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    void perform() {
        flows.stop(switchover.ending());
        flows.stopWatch(switchover.ending());
        switchover
                .onOldSide()
                .make("dropping the capture", switchover.endingRun().capture()::drop);
    }
}
