package dev.datamigration.cluster;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive unless something happened that only a new process mends: an API server that is away is no such thing. */
@Liveness
@Singleton
class WatchLiveness implements HealthCheck {
    private final Watches watches;

    WatchLiveness(Watches watches) {
        this.watches = watches;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("watches");
        if (!watches.begun()) {
            return answer.up().build();
        }
        var ended = watches.ended();
        return ended.isEmpty()
                ? answer.up().build()
                : answer.withData("ended", String.join(", ", ended)).down().build();
    }
}
