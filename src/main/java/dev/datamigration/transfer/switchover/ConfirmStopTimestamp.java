package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.incremental.LateWriteWatch;
import java.util.concurrent.TimeUnit;

/**
 * Proves that everything written before the confirmation has arrived: a marker written after it has. What is written
 * from now on counts as late.
 */
final class ConfirmStopTimestamp {
    private final Ceremony ceremony;
    private final Flows flows;

    ConfirmStopTimestamp(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    StepResult perform() {
        var flow = flows.running(ceremony.ending());
        var bound = TimeUnit.SECONDS.toMillis(ceremony.settings().stopTimeoutSeconds());
        if (!InTime.run(ceremony.scope(), bound, () -> flow.markStop(ceremony.round()))) {
            return heldUp();
        }
        var marker = ceremony.onOldSide().ask("writing the stop marker", Marker::write);
        var arrival = Arrival.await(flow, marker, bound, ceremony.scope());
        return (arrival.arrived() ? arrived(marker, arrival) : missing(marker, arrival))
                .withLateWrites(LateWriteWatch.counted(ceremony.endingRun()));
    }

    private StepResult arrived(Marker marker, Arrival arrival) {
        return StepResult.done(
                "The marker written at %s, at position %s of the %s, arrived after %d ms: everything committed before it is on the %s."
                        .formatted(
                                marker.at(),
                                marker.position(),
                                Words.side(ceremony.oldSide()),
                                arrival.millis(),
                                Words.side(ceremony.newSide())));
    }

    private StepResult heldUp() {
        return StepResult.failed(
                "The synchronisation has been held up for %d s and nothing can be marked in it: look for locks on the %s (pg_locks, and pg_stat_activity for application names that begin with dm:). Then retry; to give up, abort."
                        .formatted(ceremony.settings().stopTimeoutSeconds(), Words.side(ceremony.newSide())));
    }

    private StepResult missing(Marker marker, Arrival arrival) {
        return StepResult.failed(
                "The marker written at %s, at position %s of the %s, has not arrived after %d s: %s is applied, %d bytes of log are not. Retry once the latency has fallen (a retry writes a new marker), or raise spec.forwardSwitchover.stopTimeoutSeconds; to give up, abort."
                        .formatted(
                                marker.at(),
                                marker.position(),
                                Words.side(ceremony.oldSide()),
                                TimeUnit.MILLISECONDS.toSeconds(arrival.millis()),
                                arrival.applied(),
                                arrival.missingBytes(marker)));
    }
}
