package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.incremental.stream.StopMarker;
import dev.datamigration.transfer.switchover.fence.InTime;
import dev.datamigration.transfer.switchover.round.Arrival;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.Marker;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.concurrent.TimeUnit;

/**
 * Proves that everything written before the confirmation has arrived: a marker written after it has. What is written
 * from now on counts as late.
 */
final class ConfirmStopTimestamp {
    private final SwitchoverRound switchover;
    private final Flows flows;

    ConfirmStopTimestamp(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    StepResult perform() {
        var flow = flows.running(switchover.ending());
        var bound = TimeUnit.SECONDS.toMillis(switchover.settings().stopTimeoutSeconds());
        if (!InTime.run(switchover.scope(), bound, () -> mark(flow))) {
            return heldUp();
        }
        var marker = Marker.write(switchover.onOldSide(), "writing the stop marker");
        var arrival = Arrival.await(flow, marker, bound);
        return (arrival.arrived() ? arrived(marker, arrival) : missing(marker, arrival))
                .withLateWrites(switchover.lateWrites());
    }

    private void mark(IncrementalSync flow) {
        switchover
                .onOldSide()
                .make(
                        "marking the end of the log",
                        read -> switchover
                                .onNewSide()
                                .make(
                                        "noting the end of writes",
                                        written -> flow.markStop(
                                                switchover.round(),
                                                StopMarker.on(switchover.endingRun(), read, written))));
    }

    private StepResult arrived(Marker marker, Arrival arrival) {
        return StepResult.done(
                "The marker written at %s, at position %s of the %s, arrived after %d ms: everything committed before it is on the %s."
                        .formatted(
                                marker.at(),
                                marker.position(),
                                switchover.oldSide().side().word(),
                                arrival.millis(),
                                switchover.newSide().side().word()));
    }

    private StepResult heldUp() {
        return StepResult.failed(
                "The synchronisation has been held up for %d s and nothing can be marked in it: look for locks on the %s (%s). Then retry; to give up, abort."
                        .formatted(
                                switchover.settings().stopTimeoutSeconds(),
                                switchover.newSide().side().word(),
                                switchover.endingRun().to().sessions().whereLocksAreSeen()));
    }

    private StepResult missing(Marker marker, Arrival arrival) {
        return StepResult.failed(
                "The marker written at %s, at position %s of the %s, has not arrived after %d s: %s is applied, %d bytes of log are not. Retry once the latency has fallen (a retry writes a new marker), or raise spec.forwardSwitchover.stopTimeoutSeconds; to give up, abort."
                        .formatted(
                                marker.at(),
                                marker.position(),
                                switchover.oldSide().side().word(),
                                TimeUnit.MILLISECONDS.toSeconds(arrival.millis()),
                                arrival.applied(),
                                arrival.missingBytes(marker)));
    }
}
