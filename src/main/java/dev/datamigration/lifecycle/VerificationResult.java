package dev.datamigration.lifecycle;

import dev.datamigration.api.VerificationStatus;

/** What a comparison of both databases amounts to. */
enum VerificationResult {
    None,
    Skipped,
    Consistent,
    Inconsistent;

    static VerificationResult of(VerificationStatus verification) {
        if (skipped(verification)) {
            return Skipped;
        }
        if (verification == null || verification.consistent() == null) {
            return None;
        }
        return verification.consistent() ? Consistent : Inconsistent;
    }

    static boolean skipped(VerificationStatus verification) {
        return verification != null && Boolean.TRUE.equals(verification.skipped());
    }
}
