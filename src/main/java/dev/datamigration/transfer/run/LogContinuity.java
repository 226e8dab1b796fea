package dev.datamigration.transfer.run;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.ReadLogStore;
import dev.datamigration.database.log.Continuity;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.log.LogState;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Holds the positions of a direction against the log of the server that is read now, before it is read on: the server
 * itself would silently leave out whatever it committed below a position that it has never reached.
 */
public final class LogContinuity {
    private static final Logger LOG = Logger.getLogger(LogContinuity.class);

    private final Run run;
    private final ReadLogStore record;

    private LogContinuity(Run run) {
        this.run = run;
        this.record = record(run);
    }

    /** Whose log the positions of the run's direction belong to. */
    public static ReadLogStore record(Run run) {
        return run.checkpoints().readLog(run.direction().key());
    }

    /**
     * Looks at the server that is read, and binds the run's further connections to it. A failover after which everything
     * that was read is there is noted, and the work goes on.
     *
     * @return the log as it is now
     * @throws FailureException LogDiverged, LogBehind or ServerReplaced if what was read is not in it; ServerBusy while the
     *     server is in recovery
     */
    public static LogState check(Run run) {
        var now = followed(run);
        var checkpoints = run.to().server().open(run.scope(), "continuity");
        try {
            new LogContinuity(run).check(checkpoints, now);
            return now;
        } finally {
            run.scope().close(checkpoints);
        }
    }

    /** As {@link #check} where no position is known yet: the log from which reading begins. */
    public static LogIdentity present(Run run) {
        return followed(run).identity();
    }

    private static LogState followed(Run run) {
        var now = run.from().changeLog().state(run.scope());
        run.from().server().pin(now.server());
        return now;
    }

    private void check(Connection checkpoints, LogState now) {
        var known = read(
                () -> run.checkpoints().isInstalled(checkpoints) ? Known.read(record, checkpoints) : Known.NOTHING);
        if (known.reach() == null) {
            return;
        }
        if (known.log() == null) {
            note(checkpoints, now.identity()); // of a version that did not note it
            return;
        }
        var found = now.since(known.log(), known.reach());
        if (found instanceof Continuity.FailedOver failedOver) {
            LOG.infof(
                    "Task %s: the %s failed over from timeline %s to %s at %s, after everything that was read up to %s",
                    run.scope().taskId(),
                    run.from().server().side(),
                    failedOver.from(),
                    failedOver.to(),
                    failedOver.at(),
                    known.reach());
            note(checkpoints, now.identity());
        } else if (!(found instanceof Continuity.Same)) {
            throw ContinuityFailures.of(run, known.log(), known.reach(), now, found);
        }
    }

    private void note(Connection checkpoints, LogIdentity log) {
        read(() -> {
            run.to().fence().transaction(checkpoints, run.scope(), () -> record.place(checkpoints, log));
            return null;
        });
    }

    private <T> T read(SqlWork.Call<T> work) {
        return SqlWork.call(run.to().server(), run.scope(), "reading the checkpoints", work);
    }

    /** Holds what the checkpoints say; both null where there are none. */
    private record Known(LogIdentity log, Position reach) {
        private static final Known NOTHING = new Known(null, null);

        static Known read(ReadLogStore record, Connection connection) throws SQLException {
            return new Known(
                    record.identity(connection).orElse(null),
                    record.reach(connection).orElse(null));
        }
    }
}
