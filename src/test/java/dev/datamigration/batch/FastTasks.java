package dev.datamigration.batch;

import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.task.ControlSettings;
import java.time.Duration;

/** Settings as a test wants them. */
record FastTasks(
        Duration progressInterval, Duration pollInterval, Duration releaseRetryInterval, boolean requireVerification)
        implements ControlSettings {
    FastTasks(Duration progressInterval, Duration pollInterval, Duration releaseRetryInterval) {
        this(progressInterval, pollInterval, releaseRetryInterval, false);
    }

    FastTasks() {
        this(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(200));
    }

    /** Of an operator that lets no task enter its first switchover without a full verification. */
    static FastTasks requiringVerification() {
        var fast = new FastTasks();
        return new FastTasks(fast.progressInterval, fast.pollInterval, fast.releaseRetryInterval, true);
    }

    @Override
    public RequesterSource requesters() {
        return RequesterSource.Annotation;
    }
}
