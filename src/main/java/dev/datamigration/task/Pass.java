package dev.datamigration.task;

import dev.datamigration.lifecycle.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * How one look at a task ended.
 *
 * @param pace when to look again
 * @param letGo whether the finalizer is to be removed
 */
record Pass(Pace pace, boolean letGo) {
    /** The task changed in the meantime: nothing was done, and it is to be looked at again at once. */
    static final Pass OVERTAKEN = new Pass(Pace.Soon, false);

    /** Empty where only something that happens is a reason to look again. */
    Optional<Duration> nextLook(ControlSettings settings) {
        return switch (pace) {
            case Never -> Optional.empty();
            case Soon -> Optional.of(settings.pollInterval());
            case Progress -> Optional.of(settings.progressInterval());
            case Later -> Optional.of(settings.releaseRetryInterval());
        };
    }
}
