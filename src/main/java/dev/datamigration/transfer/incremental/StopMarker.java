package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.transfer.Run;
import java.sql.Connection;

/** Notes where in the log writes should have ended. Its connections are open beforehand: the apply waits meanwhile. */
final class StopMarker implements AutoCloseable {
    private final Run run;
    private final LogEnd log;
    private final Connection checkpoints;

    StopMarker(Run run) {
        this.run = run;
        this.log = LogEnd.open(run);
        this.checkpoints = open(run, log);
    }

    private static Connection open(Run run, LogEnd log) {
        try {
            return SyncConnections.open(
                    run.target(), run.scope(), "marker", connection -> connection.setAutoCommit(false));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** The end of the log of the side that is read. */
    Position position() {
        return log.position();
    }

    /** Writes something after it, so that it is passed also where nobody else writes. */
    void moveLog() {
        log.move();
    }

    /** Saves a marker, unless there is one of this round already, and says which counts. */
    LateMarker keepFirst(LateMarker marker) {
        return work(() -> {
            Fence.check(checkpoints, run.scope().taskId(), run.scope().epoch());
            var known = run.lateWrites().marker(checkpoints).filter(first -> first.round() == marker.round());
            if (known.isEmpty()) {
                run.lateWrites().place(checkpoints, marker);
            }
            checkpoints.commit();
            return known.orElse(marker);
        });
    }

    void forget() {
        work(() -> {
            Fence.check(checkpoints, run.scope().taskId(), run.scope().epoch());
            run.lateWrites().removeMarker(checkpoints);
            checkpoints.commit();
            return null;
        });
    }

    private <T> T work(SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), run.scope(), "noting the end of writes", work);
    }

    @Override
    public void close() {
        log.close();
        run.scope().close(checkpoints);
    }
}
