package dev.datamigration.cluster;

import dev.datamigration.kubernetes.ProcessName;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says whether this replica is the one that works. A replica that stands by has its caches filled, and does nothing. */
@Singleton
public class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private final LeaderElectionSettings settings;

    /**
     * Unlike every other process's: in a container each has the same number, and two of one name would both believe that
     * they lead.
     */
    private final String identity = ProcessName.get() + "-" + UUID.randomUUID() + "-"
            + ProcessHandle.current().pid();

    private volatile boolean won;
    private volatile boolean leaving;
    private volatile String leader;

    Leadership(LeaderElectionSettings settings) {
        this.settings = settings;
    }

    /** True where there is no election. */
    public boolean leads() {
        return !settings.enabled() || won;
    }

    /** Under which name this process stands for election. */
    String identity() {
        return identity;
    }

    /** Returns who leads, as far as it is known. */
    Optional<String> leader() {
        return Optional.ofNullable(leader);
    }

    void win() {
        won = true;
    }

    void lose() {
        if (won && !leaving) {
            LOG.warnf(
                    "the Lease %s%s is lost: it could not be renewed within %d s, or another replica took it; this process"
                            + " ends, and stands by once it is started again",
                    settings.leaseNamespace().map(name -> name + "/").orElse(""),
                    settings.leaseName(),
                    settings.renewDeadline().toSeconds());
        }
        won = false;
    }

    /** The process ends because it was told to: that the Lease goes is no news. */
    void leave() {
        leaving = true;
    }

    void follow(String newLeader) {
        leader = newLeader;
    }
}
