package dev.datamigration.engine.choice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configures where data is moved, under {@code datamigration.engine.*}. */
@ConfigMapping(prefix = "datamigration.engine")
interface EngineChoiceSettings {

    /** The chart says {@code pod}. */
    @WithDefault("local")
    RunIn runIn();

    /** A place for engines. */
    enum RunIn {
        /** The operator's own JVM. */
        LOCAL,
        /** A pod for each task. */
        POD
    }
}
