package dev.datamigration.cluster;

import dev.datamigration.engine.worker.WorkerSettings;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the controllers, unless this process is a worker. The extension fixes that when the application is built. */
@Singleton
class OperatorStart {
    /** After everything else that happens at the start, as the extension has it. */
    private static final int LATE = 3200;

    private final Operator operator;
    private final Leadership leadership;
    private final WorkerSettings worker;

    OperatorStart(Operator operator, Leadership leadership, WorkerSettings worker) {
        this.operator = operator;
        this.leadership = leadership;
        this.worker = worker;
    }

    void start(@Observes @Priority(LATE) StartupEvent started) {
        if (!worker.enabled()) {
            operator.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (!worker.enabled()) {
            leadership.leave();
            operator.stop();
        }
    }
}
