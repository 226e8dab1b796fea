package dev.datamigration.task;

import dev.datamigration.kubernetes.RequesterSource;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Configures how often the operator looks at its tasks, under {@code datamigration.*}; see docs/configuration.md. */
@ConfigMapping(prefix = "datamigration")
public interface ControlSettings {

    /** Least time between two writes of a task's progress. Changes of its state are written at once. */
    @WithDefault("3s")
    Duration progressInterval();

    /** Returns how often a task is looked at that is about to change, for instance while it stops. Costs no API call. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Returns how often a release that does not succeed is looked at, or a Secret that it lacks is read. */
    @WithDefault("10s")
    Duration releaseRetryInterval();

    /** Returns who is said to have edited a task; the same as for batch operations. */
    @WithName("batch.requesters")
    @WithDefault("Manager")
    RequesterSource requesters();

    /** Returns whether no task enters its first switchover without a full verification, whoever asks for it. */
    @WithDefault("false")
    boolean requireVerification();
}
