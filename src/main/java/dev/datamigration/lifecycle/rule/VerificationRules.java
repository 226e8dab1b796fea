package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusDraft;

/** Decides when full verification counts as done. */
public final class VerificationRules {
    private VerificationRules() {}

    /** Returns whether the task is in full verification and a person wants it left out. What is found already stays. */
    public static boolean skipped(Observation seen) {
        return seen.status().phase() == Phase.FullVerification
                && seen.spec().fullVerification().skip()
                && !wasDone(seen)
                && !isDone(seen);
    }

    private static boolean isDone(Observation seen) {
        var found = seen.currentReport()
                .map(report -> report.details().verification())
                .orElse(null);
        return seen.workerState().orElse(null) instanceof WorkerState.PhaseDone done
                && done.phase() == Phase.FullVerification
                && isResult(found)
                && answersNonce(seen)
                && !ModificationRules.leavesUnverified(seen);
    }

    private static boolean isResult(VerificationStatus found) {
        return VerificationResult.of(found) == VerificationResult.Consistent
                || VerificationResult.of(found) == VerificationResult.Inconsistent;
    }

    /** A worker that was begun since, or was told to skip what is finished, knows less than the status. */
    public static VerificationStatus merged(Observation seen, VerificationStatus found, VerificationStatus known) {
        return found == null || wasDone(seen) && isResult(known) && !isResult(found) ? known : found;
    }

    /** Returns whether the worker's verification is the one that {@code runNonce} asks for, not an earlier one. */
    public static boolean answersNonce(Observation seen) {
        var found = seen.currentReport()
                .map(report -> report.details().verification())
                .orElse(null);
        return nonce(found) >= seen.spec().fullVerification().runNonce();
    }

    /** Returns whether an earlier worker ended the verification that {@code runNonce} asks for: a restart does not undo that. */
    public static boolean wasDone(Observation seen) {
        var status = seen.status();
        var verification = status.verification();
        return status.phase() == Phase.FullVerification
                && Boolean.TRUE.equals(status.phaseComplete())
                && !VerificationResult.skipped(verification)
                && !ModificationRules.leavesUnverified(seen)
                && nonce(verification) >= seen.spec().fullVerification().runNonce();
    }

    /** The comparison that {@code runNonce} asks for after a switchover, if it has not been made; else null. */
    public static Long askedAfterSwitchover(Observation seen, StatusDraft draft) {
        var asked = seen.spec().fullVerification().runNonce();
        return asked > answered(draft.verification) && asked > answered(draft.reverseVerification)
                ? Long.valueOf(asked)
                : null;
    }

    private static long answered(VerificationStatus verification) {
        return VerificationResult.of(verification) == VerificationResult.None ? 0 : nonce(verification);
    }

    static long nonce(VerificationStatus verification) {
        return verification == null || verification.runNonce() == null ? 0 : verification.runNonce();
    }
}
