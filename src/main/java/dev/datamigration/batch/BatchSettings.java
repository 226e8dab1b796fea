package dev.datamigration.batch;

import dev.datamigration.kubernetes.RequesterSource;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configures how batch operations are paced, under {@code datamigration.batch.*}; see docs/configuration.md. */
@ConfigMapping(prefix = "datamigration.batch")
public interface BatchSettings {

    /** Returns how often a batch operation that is under way looks at its tasks, in memory. Also the least time between writes. */
    @WithDefault("1s")
    Duration pollInterval();

    /**
     * Returns how old a batch operation must be before it begins. Creation times have whole seconds: without it, of two created
     * in the same second the younger could begin before the older is seen.
     */
    @WithDefault("2s")
    Duration settleTime();

    /** Returns who is said to have asked for a batch operation. */
    @WithDefault("Manager")
    RequesterSource requesters();
}
