package dev.datamigration.rights;

import java.time.Duration;
import java.time.Instant;

/** Whether a right was missed, and for so long that what needed it is not going to happen any more. */
final class Missed {
    private static final Duration LONG = Duration.ofSeconds(6);

    private final AuditLog audit;
    private final Right right;
    private Instant since;

    Missed(AuditLog audit, Right right) {
        this.audit = audit;
        this.right = right;
    }

    boolean longAgo() {
        if (since == null && audit.refused().contains(right)) {
            since = Instant.now();
        }
        return since != null && since.plus(LONG).isBefore(Instant.now());
    }
}
