package dev.datamigration.database;

import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** A worker of another epoch holds the task in a database that is written to. */
public final class SupersededException extends FailureException {
    private static final long serialVersionUID = 1L;
    private final long holder;

    /**
     * @param epoch that was refused
     * @param holder the epoch that the database knows; 0 where it knows none
     */
    public SupersededException(String taskId, long epoch, long holder) {
        super(new Failure(
                FailureCode.Superseded,
                null,
                "Worker %d of task %s must not write: the database knows %s of another process."
                        .formatted(epoch, taskId, holder == 0 ? "no worker" : "worker " + holder),
                "Where the operator knows the later worker nothing is to be done, since that one goes on; where it does not,"
                        + " it begins a later one by itself."));
        this.holder = holder;
    }

    /** The epoch that the database knows; 0 where it knows none. */
    public long holder() {
        return holder;
    }
}
