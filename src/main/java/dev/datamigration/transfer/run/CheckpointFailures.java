package dev.datamigration.transfer.run;

import dev.datamigration.api.Side;
import dev.datamigration.database.Position;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** Puts into words what is said when checkpoints, slot and status do not know the same: one of the three was put back to an earlier state. */
public final class CheckpointFailures {
    private CheckpointFailures() {}

    /** The slot was told of a later position than the checkpoints know. */
    public static FailureException slotIsAhead(Run run, Position confirmed, Position known) {
        var target = run.target().side().word();
        var source = run.source().side().word();
        return Recovery.failure(
                run,
                FailureCode.CheckpointsBehind,
                run.target().side(),
                ("The checkpoints of the %s end at %s, but %s on the %s was told that everything up to %s is"
                                + " committed: the %s was put back to an earlier state, or failed over without its last"
                                + " commits (or somebody moved the slot by hand). It lacks what the %s committed in these %d bytes of log.")
                        .formatted(
                                target,
                                known,
                                run.capture().described(),
                                source,
                                confirmed,
                                target,
                                source,
                                confirmed.bytesSince(known)),
                confirmed,
                known);
    }

    /**
     * The checkpoints in a database say less than it is known to have committed.
     *
     * @param lacking what they lack, as a clause
     */
    public static FailureException lacking(Run run, Side side, String lacking) {
        return new FailureException(new Failure(
                FailureCode.CheckpointsBehind,
                side,
                "The %s %s: it was put back to an earlier state, or failed over without its last commits."
                        .formatted(side.word(), lacking),
                "Put the %s back to a state that has them, and resume. Or end this task, empty its tables on the target, and start a new task, which loads them again."
                        .formatted(side.word())));
    }

    /**
     * Another system answers than the one that the task has worked with.
     *
     * @throws FailureException ServerReplaced unless that is accepted
     */
    public static void replaced(Run run, Side side, String known, ServerIdentity found) {
        var failure = Recovery.failure(
                run,
                FailureCode.ServerReplaced,
                side,
                "The %s is the system %s now; the task has worked with the system %s."
                        .formatted(side.word(), found.systemId(), known),
                known,
                found.systemId());
        if (!Recovery.isAccepted(run, failure.failure())) {
            throw failure;
        }
    }

    /** The checkpoints know of a later worker than the status does. */
    public static FailureException statusBehind(Run run, Side side, long epoch) {
        return new FailureException(
                new Failure(
                        FailureCode.StatusBehind,
                        side,
                        "The checkpoints on the %s know of worker %d of this task, its status of worker %d only: the status was put back to an earlier state (as by a restored etcd), or another cluster pursues the same task."
                                .formatted(side.word(), epoch, run.scope().epoch()),
                        "Make sure that no other cluster runs this task. Then resume: it goes on from the checkpoints, with a worker that they have not seen."));
    }
}
