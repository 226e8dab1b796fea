package dev.datamigration.task;

import dev.datamigration.kubernetes.RequesterSource;
import java.time.Duration;

/** Settings of the controller as a test wants them. */
public record FixedSettings(Duration progressInterval, Duration pollInterval, Duration releaseRetryInterval)
        implements ControlSettings {
    /** As they are where nobody sets them. */
    public static final FixedSettings DEFAULT =
            new FixedSettings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Everything so often that a test need not wait. */
    public static final FixedSettings FAST =
            new FixedSettings(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(50));

    @Override
    public RequesterSource requesters() {
        return RequesterSource.Manager;
    }

    @Override
    public boolean requireVerification() {
        return false;
    }
}
