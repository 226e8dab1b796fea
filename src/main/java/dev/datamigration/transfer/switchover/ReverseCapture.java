package dev.datamigration.transfer.switchover;

import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;

/** Decides whether what is written on the application's new side is kept for the other one. */
final class ReverseCapture {
    private final SwitchoverRound switchover;
    private final Flows flows;

    ReverseCapture(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    /**
     * Makes sure, before the application may write on its new side, that what it writes there is carried and not taken
     * for a late write, even if StartTargetStore was skipped. Later rounds only: their capture is there in any case.
     */
    void secure() {
        if (switchover.round() > 1 && switchover.hasWayBack() && isWatched()) {
            flows.stopWatch(switchover.beginning());
            Capture.begin(switchover.beginningRun());
        }
    }

    private boolean isWatched() {
        return has(switchover.beginningRun().watched());
    }

    /** Returns whether there is a capture from which changes can be applied. */
    boolean exists() {
        return has(switchover.beginningRun().applied());
    }

    private boolean has(PositionStore position) {
        return switchover.onOldSide().ask("reading the checkpoints", position::isKnown);
    }
}
