package dev.datamigration.engine.helper;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Configures where a worker finds the others of its task, under {@code datamigration.helpers.*}. */
@ConfigMapping(prefix = "datamigration.helpers")
interface HelperPoolSettings {

    /** Host and port of the worker with a number, which stands in it as {@code %d}; none where there are no others. */
    Optional<String> address();
}
