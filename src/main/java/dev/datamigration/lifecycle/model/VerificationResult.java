package dev.datamigration.lifecycle.model;

import dev.datamigration.api.status.VerificationStatus;

/** Says what a comparison of both databases amounts to. */
public enum VerificationResult {
    None,
    Skipped,
    Consistent,
    Inconsistent;

    public static VerificationResult of(VerificationStatus verification) {
        if (skipped(verification)) {
            return Skipped;
        }
        if (verification == null || verification.consistent() == null) {
            return None;
        }
        return verification.consistent() ? Consistent : Inconsistent;
    }

    public static boolean skipped(VerificationStatus verification) {
        return verification != null && Boolean.TRUE.equals(verification.skipped());
    }
}
