package dev.datamigration.cluster;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether this replica is the one that works. A replica that stands by has its caches filled, and does nothing. */
@Singleton
public class Leadership {
    private final boolean contested;
    private volatile boolean won;
    private volatile String leader;

    Leadership(LeaderElectionSettings settings) {
        this.contested = settings.enabled();
    }

    /** True where there is no election. */
    public boolean leads() {
        return !contested || won;
    }

    /** Who leads, as far as it is known. */
    Optional<String> leader() {
        return Optional.ofNullable(leader);
    }

    void win() {
        won = true;
    }

    void lose() {
        won = false;
    }

    void follow(String newLeader) {
        leader = newLeader;
    }
}
