package dev.datamigration.cluster;

import dev.datamigration.cluster.Contender.Move;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Takes the election's Lease, renews it and gives it back, as {@link Contender} judges. Used by one thread at a time; whether
 * it is overdue may be asked meanwhile. The times that it writes are for people, and for candidates of other makes.
 */
final class LeaseHolding {
    private final LeaseStore store;
    private final Contender contender;
    private final String identity;
    private final Duration leaseDuration;
    private final LongSupplier nanoClock;
    private final InstantSource wallClock;
    private Lease mine;
    private ZonedDateTime acquired;
    private volatile String holder;

    LeaseHolding(
            LeaseStore store,
            LeaderElectionSettings settings,
            String identity,
            LongSupplier nanoClock,
            InstantSource wallClock) {
        this.store = store;
        this.contender = new Contender(identity, settings.leaseDuration(), settings.renewDeadline());
        this.identity = identity;
        this.leaseDuration = settings.leaseDuration();
        this.nanoClock = nanoClock;
        this.wallClock = wallClock;
    }

    /**
     * One try to take or to renew it. A leader first writes over what it wrote last, and looks only if that is not there any
     * more.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not do as it is asked
     */
    void attempt() {
        if (mine != null && contender.leads() && write(mine)) {
            return;
        }
        var found = store.find();
        var record = found == null ? null : found.getSpec();
        holder = Contender.holder(record).orElse(null);
        var move = contender.judge(record, nanoClock.getAsLong());
        if (move == Move.Take || move == Move.Renew) {
            write(found);
        }
    }

    private boolean write(Lease over) {
        var now = now();
        acquired = contender.leads() && acquired != null ? acquired : now;
        var record = new LeaseSpecBuilder()
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds((int) leaseDuration.toSeconds())
                .withAcquireTime(acquired)
                .withRenewTime(now)
                .withLeaseTransitions(contender.transitions())
                .build();
        var asked = nanoClock.getAsLong();
        mine = store.write(over, record);
        if (mine == null) {
            return false;
        }
        holder = identity;
        contender.wrote(record, asked);
        return true;
    }

    /** Leaves it without a name in it, if this process leads: the next candidate that looks takes it at once. */
    void giveBack() {
        if (!contender.leads() || mine == null) {
            return;
        }
        if (store.write(mine, nobodys()) == null) {
            var found = store.find();
            if (found != null
                    && Contender.holder(found.getSpec())
                            .filter(identity::equals)
                            .isPresent()) {
                store.write(found, nobodys());
            }
        }
    }

    private LeaseSpec nobodys() {
        var now = now();
        return new LeaseSpecBuilder()
                .withHolderIdentity("")
                .withLeaseDurationSeconds(1)
                .withAcquireTime(now)
                .withRenewTime(now)
                .withLeaseTransitions(contender.transitions())
                .build();
    }

    private ZonedDateTime now() {
        return ZonedDateTime.ofInstant(wallClock.instant(), ZoneOffset.UTC);
    }

    boolean leads() {
        return contender.leads();
    }

    /** Returns whether this process led and does not any more, by its own clock or since another has the Lease. */
    boolean isLost() {
        return contender.isOverdue(nanoClock.getAsLong());
    }

    /** Returns who had it when it was last looked at or written. */
    Optional<String> holder() {
        return Optional.ofNullable(holder);
    }
}
