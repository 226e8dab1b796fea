package dev.datamigration.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Configures whether several replicas choose one that works, under {@code datamigration.leader-election.*}. */
@ConfigMapping(prefix = "datamigration.leader-election")
public interface LeaderElectionSettings {

    @WithDefault("false")
    boolean enabled();

    @WithDefault("data-migration-operator")
    String leaseName();

    /** Returns where the Lease is; the namespace of the process's own pod where it is empty. */
    Optional<String> leaseNamespace();

    /** Returns how long a leader that is not heard of any more is waited for. */
    @WithDefault("15s")
    Duration leaseDuration();

    /** Returns how long a leader that cannot renew its Lease goes on; less than the lease duration. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** Returns how often the Lease is renewed, or tried for. */
    @WithDefault("2s")
    Duration retryPeriod();
}
