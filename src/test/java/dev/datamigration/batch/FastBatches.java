package dev.datamigration.batch;

import dev.datamigration.kubernetes.RequesterSource;
import java.time.Duration;

/** Settings as a test wants them. */
record FastBatches(Duration pollInterval, Duration settleTime) implements BatchSettings {

    @Override
    public RequesterSource requesters() {
        return RequesterSource.Annotation;
    }

    FastBatches() {
        this(Duration.ofMillis(50), Duration.ofMillis(100));
    }
}
