package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides when a finished batch operation is to be deleted. */
final class Expiry {
    private Expiry() {}

    /** Returns how long it is still to be kept, zero or less once it is due; empty where it is kept for good. */
    static Optional<Duration> left(BatchOperation finished, Instant now) {
        var seconds = finished.getSpec().ttlSecondsAfterFinished();
        return seconds == null
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, Instant.parse(finished.getStatus().completedAt()).plusSeconds(seconds)));
    }
}
