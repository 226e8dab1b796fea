package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.time.Instant;

/**
 * Of the comparisons of both directions, the one that tells how the databases are now.
 *
 * @param found null where nothing was compared
 * @param field where it is in the status
 */
public record LatestComparison(VerificationStatus found, String field) {
    private static final String FORWARD = "status.verification";
    private static final String REVERSE = "status.reverseVerification";

    public static LatestComparison of(StatusDraft draft) {
        return isNewer(draft.reverseVerification, draft.verification)
                ? reverse(draft.reverseVerification)
                : forward(draft.verification);
    }

    /** @param found null where nothing was compared */
    public static LatestComparison forward(VerificationStatus found) {
        return new LatestComparison(found, FORWARD);
    }

    /** @param found null where nothing was compared */
    public static LatestComparison reverse(VerificationStatus found) {
        return new LatestComparison(found, REVERSE);
    }

    public VerificationResult result() {
        return VerificationResult.of(found);
    }

    /** That of the way back comes after the first switchover; one of the way there is newer only where its time says so. */
    private static boolean isNewer(VerificationStatus reverse, VerificationStatus forward) {
        if (VerificationResult.of(reverse) == VerificationResult.None) {
            return false;
        }
        return forward == null
                || forward.oldestComparedAt() == null
                || reverse.oldestComparedAt() == null
                || !Instant.parse(forward.oldestComparedAt()).isAfter(Instant.parse(reverse.oldestComparedAt()));
    }
}
