package dev.datamigration.engine.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Configures what a worker process is told when it starts, under {@code datamigration.worker.*}. */
@ConfigMapping(prefix = "datamigration.worker")
public interface WorkerSettings {

    /** Returns whether this process is a worker; true in the profile {@code worker}. */
    @WithDefault("false")
    boolean enabled();

    /** Returns where the Secret is mounted that the operator and this worker share: {@code token}, {@code tls.crt} and {@code tls.key}. */
    @WithDefault("/etc/datamigration/worker")
    Path secret();

    /** The UID of the one task that this worker serves. */
    Optional<String> taskUid();
}
