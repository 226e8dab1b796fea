package dev.datamigration.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configures how long silence of a database server is borne, under {@code datamigration.connection.*}. */
@ConfigMapping(prefix = "datamigration.connection")
interface ConnectionSettings {

    /** Returns how long a connection that something is expected from may be silent until its server is asked about it. */
    @WithDefault("10s")
    Duration silence();

    /** Returns how long the server may take to answer that. */
    @WithDefault("20s")
    Duration answer();

    /** Returns how long a connection may be silent while its server cannot be asked; then it is given up. */
    @WithDefault("60s")
    Duration unreachable();
}
