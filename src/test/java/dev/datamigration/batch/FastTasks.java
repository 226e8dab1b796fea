package dev.datamigration.batch;

import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.task.ControlSettings;
import java.time.Duration;

/** Settings as a test wants them. */
record FastTasks(Duration progressInterval, Duration pollInterval, Duration releaseRetryInterval)
        implements ControlSettings {
    FastTasks() {
        this(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(200));
    }

    @Override
    public RequesterSource requesters() {
        return RequesterSource.Annotation;
    }

    @Override
    public boolean requireVerification() {
        return false;
    }
}
