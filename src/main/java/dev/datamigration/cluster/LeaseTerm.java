package dev.datamigration.cluster;

import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.NotLeadingException;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The term as the election's Lease counts it: how often the leadership has changed hands. Read when it is needed, one
 * request every few seconds at most; whoever stands by or has nothing to command asks nothing.
 */
@Singleton
class LeaseTerm implements LeadershipTerm {
    /**
     * The furthest that a worker may raise the term: further than any Lease counts. No worker is trusted, and one that raised it to
     * the end of the numbers would lock every later leader out from all the others.
     */
    private static final long MOST_AHEAD = 1_000_000;

    private final KubernetesClient client;
    private final LeaderElectionSettings settings;
    private final String identity;
    private final LongSupplier nanoClock;
    private long term;
    private long seenAt;

    @Inject
    LeaseTerm(KubernetesClient client, LeaderElectionSettings settings, Leadership leadership) {
        this(client, settings, leadership.identity(), System::nanoTime);
    }

    LeaseTerm(KubernetesClient client, LeaderElectionSettings settings, String identity, LongSupplier nanoClock) {
        this.client = client;
        this.settings = settings;
        this.identity = identity;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized long current() {
        if (settings.enabled() && term == 0) {
            look();
        }
        return term;
    }

    @Override
    public synchronized long above(long heard) {
        if (settings.enabled()) {
            look();
        }
        if (heard > term + MOST_AHEAD) {
            throw new IllegalArgumentException("it claims to have heard of the leader of term " + heard
                    + ", which is not believed: this one's is " + term);
        }
        term = Math.max(term, heard + 1);
        return term;
    }

    @Override
    public synchronized void assure() {
        if (settings.enabled() && (term == 0 || nanoClock.getAsLong() - seenAt > trustedNanos())) {
            look();
        }
    }

    /** As long as nobody can have taken the Lease that was seen, however long ago it was last renewed. */
    private long trustedNanos() {
        return settings.leaseDuration().minus(settings.renewDeadline()).toNanos();
    }

    private void look() {
        var asked = nanoClock.getAsLong();
        var lease = Optional.ofNullable(client.leases()
                        .inNamespace(settings.leaseNamespace().orElseGet(client::getNamespace))
                        .withName(settings.leaseName())
                        .get())
                .map(found -> found.getSpec());
        var holder = lease.map(LeaseSpec::getHolderIdentity).orElse(null);
        if (!identity.equals(holder)) {
            throw new NotLeadingException(holder);
        }
        var changes = lease.map(LeaseSpec::getLeaseTransitions).orElse(0);
        term = Math.max(term, changes + 1L);
        seenAt = asked;
    }
}
