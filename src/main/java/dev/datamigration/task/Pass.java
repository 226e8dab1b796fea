package dev.datamigration.task;

import dev.datamigration.lifecycle.model.Requeue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says how one look at a task ended.
 *
 * @param requeue when to look again
 * @param removeFinalizer whether the finalizer is to be removed
 * @param alertsAt when an alert may be due that nothing else would bring up, or null
 * @param at when it was
 */
record Pass(Requeue requeue, boolean removeFinalizer, Instant alertsAt, Instant at) {
    /** The task changed in the meantime: nothing was done, and it is to be looked at again at once. */
    static final Pass OVERTAKEN = new Pass(Requeue.Soon, false, null, null);

    /** Empty where only something that happens is a reason to look again. */
    Optional<Duration> nextLook(ControlSettings settings) {
        var paced = paced(settings);
        if (alertsAt == null) {
            return paced;
        }
        var alerts = Duration.between(at, alertsAt).plusMillis(1);
        return paced.isPresent() && paced.get().compareTo(alerts) < 0 ? paced : Optional.of(alerts);
    }

    private Optional<Duration> paced(ControlSettings settings) {
        return switch (requeue) {
            case Never -> Optional.empty();
            case Soon -> Optional.of(settings.pollInterval());
            case Progress -> Optional.of(settings.progressInterval());
            case Later -> Optional.of(settings.releaseRetryInterval());
        };
    }
}
