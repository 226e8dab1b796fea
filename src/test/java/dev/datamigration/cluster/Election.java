package dev.datamigration.cluster;

import java.time.Duration;
import java.util.Optional;

/** The chart's settings. */
record Election(boolean enabled, String namespace) implements LeaderElectionSettings {
    @Override
    public String leaseName() {
        return "operator";
    }

    @Override
    public Optional<String> leaseNamespace() {
        return Optional.of(namespace);
    }

    @Override
    public Duration leaseDuration() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration renewDeadline() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration retryPeriod() {
        return Duration.ofSeconds(2);
    }
}
