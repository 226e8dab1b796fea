package dev.datamigration.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configures how much Prometheus is shown, under {@code datamigration.metrics.*}; see docs/observability.md. */
@ConfigMapping(prefix = "datamigration.metrics")
public interface MetricsSettings {

    /** So many tasks have series of their own, those under way first; the others are only counted. */
    @WithDefault("1000")
    int maxTasks();
}
