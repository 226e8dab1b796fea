package dev.datamigration.transfer.switchover;

import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.transfer.switchover.round.Arrival;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.Marker;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Ends the synchronisation of the direction that the application leaves, once a second marker has passed through it: so
 * whatever was still written after the first one is applied and counted, too.
 */
final class StopForwardSync {
    private final SwitchoverRound switchover;
    private final Flows flows;

    StopForwardSync(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    StepResult perform() {
        var flow = flows.running(switchover.ending());
        var marker = Marker.write(switchover.onOldSide(), "writing the last marker");
        var bound = TimeUnit.SECONDS.toMillis(switchover.settings().stopTimeoutSeconds());
        var arrival = Arrival.await(flow, marker, bound);
        if (!arrival.arrived()) {
            return missing(marker, arrival).withLateWrites(switchover.lateWrites());
        }
        new ReverseCapture(switchover, flows).secure();
        flows.stop(switchover.ending());
        var saved = switchover.onNewSide().ask("reading the final position", this::savedPosition);
        return (saved.covers(marker.position()) ? ended(marker, saved) : lost(marker, saved))
                .withLateWrites(switchover.lateWrites());
    }

    private Position savedPosition(Connection connection) throws SQLException {
        return switchover
                .endingRun()
                .applied()
                .read(connection)
                .map(AppliedRecord::position)
                .orElse(Position.NONE);
    }

    private StepResult ended(Marker marker, Position saved) {
        return StepResult.done(
                "The synchronisation from the %s to the %s has ended. Everything before %s, position %s, is applied; it stands at %s."
                        .formatted(
                                switchover.oldSide().side().word(),
                                switchover.newSide().side().word(),
                                marker.at(),
                                marker.position(),
                                saved));
    }

    private StepResult missing(Marker marker, Arrival arrival) {
        return StepResult.failed(
                "The last marker, at position %s of the %s, has not arrived after %d s: %s is applied, %d bytes of log are not. Somebody may still be writing there in bulk. The synchronisation runs on; retry, or abort."
                        .formatted(
                                marker.position(),
                                switchover.oldSide().side().word(),
                                TimeUnit.MILLISECONDS.toSeconds(arrival.millis()),
                                arrival.applied(),
                                arrival.missingBytes(marker)));
    }

    private StepResult lost(Marker marker, Position saved) {
        return StepResult.failed(
                "The synchronisation has ended, but the position it saved, %s, is before the last marker, %s. Retry: it goes on from there until it has passed a new marker."
                        .formatted(saved, marker.position()));
    }
}
