package dev.datamigration.transfer.run;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.failure.FailureException;
import java.time.Instant;
import java.util.function.Function;

/**
 * Holds the log that is read now against what the log had when an interrupted load went on. A source that was put back
 * in between, on its timeline, may have grown other log up to the same position: then another transaction is the last one
 * before it. Used by the thread that reads, from the slot's position on.
 */
public final class LoadWitnessCheck {
    private final LoadWitness expected;
    private final Function<LoadWitness, FailureException> failure;
    private TransactionId last;
    private Instant lastTime;
    private boolean proven;

    /**
     * @param expected null where there is nothing to hold against
     * @param confirmed position of the slot: what it was told of does not come again, and went back with the source
     * @param failure that says that it is another log
     */
    public LoadWitnessCheck(LoadWitness expected, Position confirmed, Function<LoadWitness, FailureException> failure) {
        this.expected = expected;
        this.failure = failure;
        this.proven = expected == null;
        if (expected != null && expected.transaction() != null && confirmed.covers(expected.transaction())) {
            last = expected.transaction();
            lastTime = expected.committedAt();
        }
    }

    /**
     * The next transaction begins; transactions come in the order of their commits.
     *
     * @throws FailureException if it is another log
     */
    public void begin(Begin begin) {
        received(begin.before());
        last = begin.transaction();
        lastTime = begin.commitTime();
    }

    /**
     * Every transaction that was committed before the position has begun.
     *
     * @throws FailureException if it is another log
     */
    public void received(Position position) {
        if (proven || !position.covers(expected.position())) {
            return;
        }
        var same = expected.transaction() == null
                ? last == null
                : expected.transaction().equals(last) && expected.committedAt().equals(lastTime);
        if (!same) {
            throw failure.apply(expected);
        }
        proven = true;
    }

    /** Returns what the log had before a position up to which it was read. */
    public LoadWitness at(Position position) {
        return new LoadWitness(position, last, lastTime);
    }
}
