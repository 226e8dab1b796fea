package dev.datamigration.engine.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configures how the operator deals with worker processes, under {@code datamigration.engine.pod.*}. */
@ConfigMapping(prefix = "datamigration.engine.pod")
public interface RemoteSettings {

    /** Returns how long a worker may leave an unchanged report unanswered; progress is known that late at most. */
    @WithDefault("2s")
    Duration reportInterval();

    /** Returns how long a worker that does not answer is only waited for; then the task's message says so. */
    @WithDefault("15s")
    Duration unreachableAfter();

    /** Returns how long a worker that answered before may be silent until its pod is replaced. */
    @WithDefault("2m")
    Duration lostAfter();
}
