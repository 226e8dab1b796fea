package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.CaptureState;
import dev.datamigration.database.log.LogCapture;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.CheckpointFailures;
import dev.datamigration.transfer.run.Recovery;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.Optional;

/** Makes sure that what keeps the log for a direction is there, whole, and free to be read. */
public final class CaptureEntry {
    private final Run run;
    private final LogCapture capture;

    public CaptureEntry(Run run) {
        this.run = run;
        this.capture = run.capture();
    }

    /**
     * Ends a reader that a dead worker of this task left behind.
     *
     * @param applied up to where the target has everything, or null where it has nothing
     * @return the state of the capture, which nobody reads
     * @throws FailureException SlotLost; CheckpointsBehind if it has moved beyond that; ServerBusy if somebody else reads it
     */
    public CaptureState take(Connection connection, Position applied) {
        var state = whole(capture.take(run.scope(), connection));
        if (applied != null && state.confirmed() != null && !applied.covers(state.confirmed())) {
            throw CheckpointFailures.slotIsAhead(run, state.confirmed(), applied);
        }
        return state;
    }

    /** @throws FailureException SlotLost */
    CaptureState find(Connection connection) {
        return whole(SqlWork.call(
                run.from().server(), run.scope(), "looking at the replication slot", () -> capture.find(connection)));
    }

    private CaptureState whole(Optional<CaptureState> found) {
        return found.filter(state -> !state.lost())
                .orElseThrow(() -> Recovery.failure(
                        run,
                        FailureCode.SlotLost,
                        run.from().server().side(),
                        capture.loss(found.isPresent()),
                        capture.name(),
                        run.known().applied(run.direction())));
    }
}
