package dev.datamigration.cluster;

import dev.datamigration.thread.OwnedThreads;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/**
 * How the operator SDK elects: with a Lease, and so that a replica that has lost it ends its process. What it was doing on
 * the databases is then refused by them, since the next leader's workers have a higher epoch; what it tells workers is
 * refused by these, since the next leader's {@link LeaseTerm term} is higher.
 */
class LeaderElection {

    /** Null where there is no election, which only a dependent bean may be. */
    @Produces
    @Dependent
    LeaderElectionConfiguration configuration(LeaderElectionSettings settings, Leadership leadership) {
        if (!settings.enabled()) {
            return null;
        }
        return new LeaderElectionConfiguration(
                settings.leaseName(),
                settings.leaseNamespace().orElse(null),
                settings.leaseDuration(),
                settings.renewDeadline(),
                settings.retryPeriod(),
                leadership.identity(),
                new LeaderCallbacks(leadership::win, () -> lost(leadership), leadership::follow),
                false);
    }

    /**
     * The SDK would exit in the thread that tells us, which when the process is being ended is the very thread that the exit
     * waits for: it would hang until it is killed.
     */
    private static void lost(Leadership leadership) {
        leadership.lose();
        OwnedThreads.start(
                "leadership-lost",
                () -> System.exit(1),
                error -> Runtime.getRuntime().halt(1));
    }
}
