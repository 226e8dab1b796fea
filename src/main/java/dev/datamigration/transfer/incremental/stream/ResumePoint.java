package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.log.CaptureState;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogState;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.ContinuityFailures;
import dev.datamigration.transfer.run.LoadWitness;
import dev.datamigration.transfer.run.LoadWitnessCheck;
import dev.datamigration.transfer.run.Run;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says where a log is read on, and holds the proof that it is the log that was read up to there. A server that was put back to an
 * earlier state, on its timeline, may have grown other log at the same positions meanwhile. Its capture went back with it:
 * unless the capture was told of the last transaction that was received, that very one must come again; and between it and the
 * position nothing else may come. Used by the thread that reads.
 */
public final class ResumePoint {
    private final AppliedRecord known;
    private final LoadWitnessCheck load;
    private final Supplier<FailureException> failure;
    private boolean proven;
    private boolean repeating;

    /**
     * @param known what the checkpoints say
     * @param confirmed of the capture that is read on
     * @param load what an interrupted load has seen of the log, which is shown every transaction
     * @param failure that says that it is another log
     */
    ResumePoint(AppliedRecord known, Position confirmed, LoadWitnessCheck load, Supplier<FailureException> failure) {
        this.known = known;
        this.load = load;
        this.failure = failure;
        this.proven = known.transaction() == null || confirmed.covers(known.transaction());
    }

    /**
     * @param log of the server that is read, as it was found to continue what was read
     * @param load null where no interrupted load has read this log
     */
    public static ResumePoint of(Run run, AppliedRecord known, CaptureState capture, LogState log, LoadWitness load) {
        var passed = load == null || known.position().covers(load.position());
        return new ResumePoint(
                known,
                capture.confirmed(),
                new LoadWitnessCheck(
                        passed ? null : load,
                        capture.confirmed(),
                        before -> ContinuityFailures.rewritten(
                                run, log, before.position(), before.transaction(), before.committedAt())),
                () -> ContinuityFailures.rewritten(
                        run, log, known.position(), known.transaction(), known.committedAt()));
    }

    /** From where on transactions are to be sent. */
    public Position from() {
        return known.transaction() == null ? known.position() : known.position().before(known.transaction());
    }

    /**
     * Returns what is left of a message: the changes that come again are left out.
     *
     * @throws FailureException if it is another log than the one that was read
     */
    Optional<LogMessage> check(LogMessage message) {
        if (message instanceof Begin begin) {
            begin(begin);
        }
        if (!repeating) {
            return Optional.of(message);
        }
        repeating = !(message instanceof Commit);
        // a table is described once for all transactions that follow
        return message instanceof Relation ? Optional.of(message) : Optional.empty();
    }

    private void begin(Begin begin) {
        load.begin(begin);
        if (begin.transaction().equals(known.transaction())
                && begin.commitTime().equals(known.committedAt())) {
            proven = true;
            repeating = true;
        } else if (!proven || known.position().covers(begin.transaction())) {
            throw failure.get();
        }
    }

    /**
     * Everything committed before the position has been received.
     *
     * @throws FailureException if the last transaction should have been among it
     */
    void received(Position position) {
        load.received(position);
        if (!proven && position.covers(known.transaction())) {
            throw failure.get();
        }
    }
}
