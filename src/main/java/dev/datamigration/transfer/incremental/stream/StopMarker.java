package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.EpochFence;
import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;

/** Notes where in the log writes should have ended. Its connections are open beforehand: the apply waits meanwhile. */
public final class StopMarker implements AutoCloseable {
    private final Run run;
    private final LogEnd log;
    private final LateWriteStore store;
    private final Connection checkpoints;

    public StopMarker(Run run) {
        this.run = run;
        this.log = LogEnd.open(run);
        this.store = run.lateWrites();
        this.checkpoints = open(run, log);
    }

    private StopMarker(Run run, LogEnd log, Connection checkpoints) {
        this.run = run;
        this.log = log;
        this.store = run.lateWrites();
        this.checkpoints = checkpoints;
    }

    /**
     * On connections of somebody else, who closes them instead of {@link #close}.
     *
     * @param read with the side that is read
     * @param written with the side that is written to
     */
    public static StopMarker on(Run run, Connection read, Connection written) {
        return new StopMarker(run, LogEnd.on(run, read), written);
    }

    private static Connection open(Run run, LogEnd log) {
        try {
            return run.to().server().open(run.scope(), "marker");
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** The end of the log of the side that is read. */
    public Position position() {
        return log.position();
    }

    /** Writes something after it, so that it is passed also where nobody else writes. */
    public void moveLog() {
        log.move();
    }

    /** Saves a marker, unless there is one of this round already, and says which counts. */
    public LateMarker keepFirst(LateMarker marker) {
        var counts = new AtomicReference<>(marker);
        work(() -> {
            var known = store.marker(checkpoints).filter(first -> first.round() == marker.round());
            if (known.isEmpty()) {
                store.place(checkpoints, marker);
            }
            counts.set(known.orElse(marker));
        });
        return counts.get();
    }

    public void forget() {
        work(() -> store.removeMarker(checkpoints));
    }

    private void work(EpochFence.Writes writes) {
        SqlWork.run(
                run.to().server(),
                run.scope(),
                "noting the end of writes",
                () -> run.to().fence().transaction(checkpoints, run.scope(), writes));
    }

    @Override
    public void close() {
        log.close();
        run.scope().close(checkpoints);
    }
}
