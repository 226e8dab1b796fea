package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import org.jboss.logging.Logger;

/**
 * Begins the forward direction where the spec says, in a task that loads no rows because they are on the target already. Killed before
 * the position is saved it begins again, with a capture of its own made anew; afterwards it does nothing.
 */
public final class GivenStart {
    private static final Logger LOG = Logger.getLogger(GivenStart.class);

    private final Run run;
    private final Connection read;
    private final Connection written;

    private GivenStart(Run run, Connection read, Connection written) {
        this.run = run;
        this.read = read;
        this.written = written;
    }

    /**
     * Makes the capture and saves the position, unless that was done.
     *
     * @throws dev.datamigration.failure.FailureException StartNotProven if the log is not known to be whole from there on
     */
    public static void begin(Run run) {
        run.plan().startFrom().ifPresent(from -> begin(run, from));
    }

    private static void begin(Run run, StartFrom from) {
        var written = run.to().server().open(run.scope(), "start");
        try {
            if (SqlWork.call(
                    run.to().server(),
                    run.scope(),
                    "reading the checkpoints",
                    () -> run.applied().read(written).isPresent())) {
                return;
            }
            var read = run.from().server().open(run.scope(), "start");
            try {
                new GivenStart(run, read, written).place(from);
            } finally {
                run.scope().close(read);
            }
        } finally {
            run.scope().close(written);
        }
    }

    private void place(StartFrom from) {
        var log = LogContinuity.present(run);
        var position = position(from);
        SqlWork.run(
                run.to().server(),
                run.scope(),
                "saving the position",
                () -> run.to().fence().transaction(written, run.scope(), () -> {
                    run.applied().place(written, AppliedRecord.begin(position));
                    LogContinuity.record(run).place(written, log);
                }));
        LOG.infof("Task %s: changes are applied from %s on", run.scope().taskId(), position);
    }

    private Position position(StartFrom from) {
        return from.slot() == null
                ? CapturedSelection.begin(run, read, written, 0)
                : CapturedSelection.beginFrom(run, read, written, from);
    }
}
