package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogState;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.ContinuityFailures;
import dev.datamigration.transfer.run.LoadWitness;
import dev.datamigration.transfer.run.LoadWitnessCheck;
import dev.datamigration.transfer.run.Run;
import java.util.function.Consumer;

/** The log that the task's slot retains for the synchronisation. Nothing of it is confirmed here: all of it comes again. */
public final class RetainedLog {
    private static final long WAIT_MILLIS = 1000;

    private final Run run;
    private final RunScope scope;
    private final LogState log;
    private final Position confirmed;

    /**
     * @param log as it was found to continue what was read
     * @param confirmed position of the slot
     */
    public RetainedLog(Run run, RunScope scope, LogState log, Position confirmed) {
        this.run = run;
        this.scope = scope;
        this.log = log;
        this.confirmed = confirmed;
    }

    /**
     * Shows every transaction that committed before the position, and notes on the target what the log had before it: no
     * table may stand as of a position of a log that is not known again.
     *
     * @throws dev.datamigration.failure.FailureException LogBehind if it is not the log that was read before
     */
    void readUntil(Position end, TargetSession target, Consumer<LogMessage> reader) {
        var witness = witness(target);
        readUntil(end, reader, witness);
        target.change(
                "noting the last transaction", connection -> witness.at(end).place(connection, run));
    }

    private LoadWitnessCheck witness(TargetSession target) {
        var expected =
                target.transaction("reading the last transaction", connection -> LoadWitness.read(connection, run));
        return new LoadWitnessCheck(
                expected.orElse(null),
                confirmed,
                known -> ContinuityFailures.rewritten(
                        run, log, known.position(), known.transaction(), known.committedAt()));
    }

    private void readUntil(Position end, Consumer<LogMessage> reader, LoadWitnessCheck witness) {
        try (var stream = run.capture()
                .open(scope, Position.NONE, "catch-up", run.plan().limits().maxRowBytes())) {
            while (true) {
                var message = stream.next(WAIT_MILLIS);
                if (message == null ? stream.received().covers(end) : isBeyond(message, end)) {
                    witness.received(end);
                    return;
                }
                if (message instanceof Begin begin) {
                    witness.begin(begin);
                }
                if (message != null) {
                    reader.accept(message);
                }
            }
        }
    }

    private static boolean isBeyond(LogMessage message, Position end) {
        return message instanceof Begin begin && !end.covers(begin.transaction());
    }
}
