package dev.datamigration.kubernetes.worker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Configures what the pods of workers look like, under {@code datamigration.engine.pod.*}. */
@ConfigMapping(prefix = "datamigration.engine.pod")
public interface WorkerPodSettings {

    /** A file with a PodTemplateSpec as YAML whose container {@code worker} has at least an image. The chart makes it. */
    Optional<Path> template();
}
