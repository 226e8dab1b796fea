package dev.datamigration.transfer.switchover;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Ends the synchronisation of the direction that the application leaves, once a second marker has passed through it: so
 * whatever was still written after the first one is applied and counted, too.
 */
final class StopForwardSync {
    private final Ceremony ceremony;
    private final Flows flows;

    StopForwardSync(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    StepResult perform() {
        var flow = flows.running(ceremony.ending());
        var marker = ceremony.onOldSide().ask("writing the last marker", Marker::write);
        var bound = TimeUnit.SECONDS.toMillis(ceremony.settings().stopTimeoutSeconds());
        var arrival = Arrival.await(flow, marker, bound, ceremony.scope());
        if (!arrival.arrived()) {
            return missing(marker, arrival).withLateWrites(LateWriteWatch.counted(ceremony.endingRun()));
        }
        new WayBack(ceremony, flows).secure();
        flows.stop(ceremony.ending());
        var saved = ceremony.onNewSide().ask("reading the final position", this::savedPosition);
        return (saved.isAtLeast(marker.position()) ? ended(marker, saved) : lost(marker, saved))
                .withLateWrites(LateWriteWatch.counted(ceremony.endingRun()));
    }

    private Lsn savedPosition(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT position::text FROM datamigration.applied WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, ceremony.taskId());
            statement.setString(2, ceremony.ending().key());
            try (var result = statement.executeQuery()) {
                return result.next() ? Lsn.parse(result.getString(1)) : Lsn.ZERO;
            }
        }
    }

    private StepResult ended(Marker marker, Lsn saved) {
        return StepResult.done(
                "The synchronisation from the %s to the %s has ended. Everything before %s, position %s, is applied; it stands at %s."
                        .formatted(
                                Words.side(ceremony.oldSide()),
                                Words.side(ceremony.newSide()),
                                marker.at(),
                                marker.position(),
                                saved));
    }

    private StepResult missing(Marker marker, Arrival arrival) {
        return StepResult.failed(
                "The last marker, at position %s of the %s, has not arrived after %d s: %s is applied, %d bytes of log are not. Somebody may still be writing there in bulk. The synchronisation runs on; retry, or abort."
                        .formatted(
                                marker.position(),
                                Words.side(ceremony.oldSide()),
                                TimeUnit.MILLISECONDS.toSeconds(arrival.millis()),
                                arrival.applied(),
                                arrival.missingBytes(marker)));
    }

    private StepResult lost(Marker marker, Lsn saved) {
        return StepResult.failed(
                "The synchronisation has ended, but the position it saved, %s, is before the last marker, %s. Retry: it goes on from there until it has passed a new marker."
                        .formatted(saved, marker.position()));
    }
}
