package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.LoadWitness;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.UnverifiedDirection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Begins a direction anew where a person has accepted that something is lost. What both databases differ in is left to a
 * verification; from the new position on changes are applied to whatever rows are there. Killed anywhere and begun again it
 * ends the same.
 */
public class Reanchor {
    private static final Logger LOG = Logger.getLogger(Reanchor.class);

    private final Run run;
    private final Connection read;
    private final Connection written;

    private Reanchor(Run run, Connection read, Connection written) {
        this.run = run;
        this.read = read;
        this.written = written;
    }

    /**
     * After the database written to has lost something, goes on with the capture from where it is; after anything else, with a
     * new capture, from the present end of the log that is there now.
     */
    public static void after(Run run, FailureCode loss) {
        begin(run, loss, Reanchor::new);
    }

    /** The same for a watch over what comes after the direction has ended: nothing was applied, so nothing is to be verified. */
    public static void watchAfter(Run run, FailureCode loss) {
        begin(run, loss, OfWatch::new);
    }

    private static void begin(Run run, FailureCode loss, Kind kind) {
        var log = LogContinuity.present(run);
        if (loss == FailureCode.CheckpointsBehind) {
            with(
                    run,
                    kind,
                    work -> work.place(new CaptureEntry(run).find(work.read).confirmed(), log));
        } else {
            with(run, kind, work -> work.beginCapture(log));
        }
    }

    private static void with(Run run, Kind kind, Consumer<Reanchor> work) {
        var read = run.from().server().open(run.scope(), "recovery");
        try {
            var written = run.to().server().open(run.scope(), "recovery");
            try {
                work.accept(kind.with(run, read, written));
            } finally {
                run.scope().close(written);
            }
        } finally {
            run.scope().close(read);
        }
    }

    private void beginCapture(LogIdentity log) {
        place(CapturedSelection.begin(run, read, written, 0), log);
    }

    private void place(Position position, LogIdentity log) {
        SqlWork.run(
                run.to().server(),
                run.scope(),
                "saving the new position",
                () -> run.to().fence().transaction(written, run.scope(), () -> write(position, log)));
        LOG.warnf(
                "Task %s: reading the log of the %s direction was begun anew at %s of system %s, timelines %s, as was accepted",
                run.scope().taskId(), run.direction().key(), position, log.systemId(), log.history());
    }

    private void write(Position position, LogIdentity log) throws SQLException {
        run.applied().place(written, AppliedRecord.begin(position));
        LogContinuity.record(run).place(written, log);
        if (run.direction() == Direction.Forward) {
            // positions of another log would leave out changes of this one
            run.checkpoints().loadedTables().moveAll(written, position);
            LoadWitness.remove(written, run);
        }
        placeBeside(written, position);
    }

    /** What both databases differ in is to be verified. */
    void placeBeside(Connection checkpoints, Position position) throws SQLException {
        UnverifiedDirection.record(run).place(checkpoints, position);
    }

    private static final class OfWatch extends Reanchor {
        private final PositionStore watch;

        OfWatch(Run run, Connection read, Connection written) {
            super(run, read, written);
            this.watch = run.watched();
        }

        @Override
        void placeBeside(Connection checkpoints, Position position) throws SQLException {
            watch.place(checkpoints, AppliedRecord.begin(position));
        }
    }

    @FunctionalInterface
    private interface Kind {
        Reanchor with(Run run, Connection read, Connection written);
    }
}
