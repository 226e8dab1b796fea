package dev.datamigration.cluster;

import dev.datamigration.database.LivenessBounds;
import dev.datamigration.database.kind.Databases;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells the watch over connections what is configured, before the first is opened. */
@Singleton
class ConnectionStart {
    private static final int FIRST = 1;

    void start(@Observes @Priority(FIRST) StartupEvent started, ConnectionSettings settings) {
        Databases.watchConnections(new LivenessBounds(settings.silence(), settings.answer(), settings.unreachable()));
    }
}
