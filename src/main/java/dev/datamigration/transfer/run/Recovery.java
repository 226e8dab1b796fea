package dev.datamigration.transfer.run;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.failure.AcceptanceWord;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The ways on after a database has lost something: load anew; or, where everything was loaded, go on from what is there now
 * and verify. The second one takes a word that names this very loss, so that no other is accepted with it.
 */
public final class Recovery {

    private Recovery() {}

    /**
     * A failure that names the ways on.
     *
     * @param situation that tells this loss from any other, and is the same whenever it is met again
     */
    public static FailureException failure(Run run, FailureCode code, Side side, String message, Object... situation) {
        var anew = "end this task, empty its tables on the target, and start a new task, which loads them again.";
        if (!isPossible(run)) {
            return new FailureException(new Failure(
                    code, side, message, anew.substring(0, 1).toUpperCase(Locale.ROOT) + anew.substring(1), null));
        }
        var word = AcceptanceWord.of(code + " " + side + " " + run.direction() + " " + Arrays.toString(situation));
        return new FailureException(new Failure(
                code,
                side,
                message,
                ("To go on from what is there now, set spec.recovery.accept to %s and spec.fullVerification.repair.mode to Apply,"
                                + " and raise spec.fullVerification.runNonce and spec.resumeNonce: rows that differ are found and"
                                + " repaired by a full verification, and until it has found both databases equal no switchover is"
                                + " possible. Or %s")
                        .formatted(word, anew),
                word));
    }

    /** What is not loaded cannot be verified, and what is never compared cannot be trusted again. */
    private static boolean isPossible(Run run) {
        return run.plan().has(MigrationType.Incremental)
                && run.plan().has(MigrationType.FullVerification)
                && run.known().isLoaded();
    }

    /** Returns whether a person wants to go on in spite of this failure. */
    public static boolean isAccepted(Run run, Failure failure) {
        return failure.accept() != null
                && failure.accept().equals(run.plan().recovery().accept());
    }
}
