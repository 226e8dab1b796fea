package dev.datamigration.transfer.run;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.log.Continuity;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.log.LogState;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.time.Instant;

/** Puts into words what is said when a database is not the one, or not in the state, that the task knows. */
public final class ContinuityFailures {
    private ContinuityFailures() {}

    /** The log that is read is not the one that was read up to the position. */
    static FailureException of(Run run, LogIdentity known, Position read, LogState now, Continuity found) {
        var side = run.from().server().side();
        if (found instanceof Continuity.Diverged diverged) {
            return Recovery.failure(
                    run,
                    FailureCode.LogDiverged,
                    side,
                    diverged(run, diverged, read, now),
                    known,
                    read,
                    now.identity());
        }
        if (found instanceof Continuity.EndsBefore behind) {
            return Recovery.failure(
                    run,
                    FailureCode.LogBehind,
                    side,
                    ("The log of the %s ends at %s, before position %s, up to which it was read: the server was put back to an"
                                    + " earlier state. The %s has up to %d bytes of its log that it does not have any more.")
                            .formatted(
                                    side.word(),
                                    behind.end(),
                                    read,
                                    run.to().server().side().word(),
                                    read.bytesSince(behind.end())),
                    known,
                    read,
                    now.identity());
        }
        var other = (Continuity.OtherSystem) found;
        return Recovery.failure(
                run,
                FailureCode.ServerReplaced,
                side,
                "The %s is the system %s now; what was read up to %s is from the log of the system %s."
                        .formatted(side.word(), other.is(), read, other.was()),
                known,
                read,
                now.identity());
    }

    /**
     * The log on the timeline is not the one that was read, though it reaches as far. The same loss as of a log that ends
     * before, met later, and so told by the same word.
     *
     * @param read up to where it was read
     * @param transaction that was read last, or null where there was none
     * @param committedAt when that was committed, or null
     */
    public static FailureException rewritten(
            Run run, LogState now, Position read, TransactionId transaction, Instant committedAt) {
        var side = run.from().server().side();
        var last = transaction == null
                ? "that nothing was committed up to %s".formatted(read)
                : "the transaction of %2$s, with its commit at %1$s, as the last one"
                        .formatted(transaction, committedAt);
        return Recovery.failure(
                run,
                FailureCode.LogBehind,
                side,
                ("The log of the %s is not the one that was read up to position %s, which had %s: the server was put back to an"
                                + " earlier state, and its log has grown since. The %s has what the %s committed and lost, and lacks"
                                + " what it has committed since.")
                        .formatted(
                                side.word(),
                                read,
                                last,
                                run.to().server().side().word(),
                                side.word()),
                now.identity(),
                read,
                now.identity());
    }

    private static String diverged(Run run, Continuity.Diverged diverged, Position read, LogState now) {
        var source = run.from().server().side().word();
        var target = run.to().server().side().word();
        return ("The %s has gone from timeline %s to timeline %s, as by a failover or a recovery, and lacks the end of what was"
                        + " read of it: both logs are one up to %s only, and it was read up to %s. The %s has what the %s"
                        + " committed in these %d bytes of log and lost; it may lack what the %s has committed since, up to %s.")
                .formatted(
                        source,
                        diverged.from(),
                        diverged.to(),
                        diverged.at(),
                        read,
                        target,
                        source,
                        read.bytesSince(diverged.at()),
                        source,
                        now.end());
    }
}
