package dev.datamigration.cluster;

import dev.datamigration.database.postgres.liveness.Bounds;
import dev.datamigration.database.postgres.liveness.ConnectionWatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells the watch over connections what is configured, before the first is opened. */
@Singleton
class ConnectionStart {
    private static final int FIRST = 1;

    void start(@Observes @Priority(FIRST) StartupEvent started, ConnectionSettings settings) {
        ConnectionWatch.configure(new Bounds(settings.silence(), settings.answer(), settings.unreachable()));
    }
}
