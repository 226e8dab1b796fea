package dev.datamigration.cluster;

import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.worker.WorkerSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Starts the controllers, unless this process is a worker. The extension fixes that when the application is built. */
@Singleton
class OperatorStart {
    /** After everything else that happens at the start, as the extension has it. */
    private static final int LATE = 3200;

    /** What is under way when the process is told to end gets as long, unless another may lead already. */
    private static final Duration LAST_PASSES = Duration.ofSeconds(10);

    private final ElectedOperator operator;
    private final LeaderElection election;
    private final LeaderElectionSettings settings;
    private final Leadership leadership;
    private final MigrationEngine engine;
    private final WorkerSettings worker;

    OperatorStart(
            ElectedOperator operator,
            LeaderElection election,
            LeaderElectionSettings settings,
            Leadership leadership,
            MigrationEngine engine,
            WorkerSettings worker) {
        this.operator = operator;
        this.election = election;
        this.settings = settings;
        this.leadership = leadership;
        this.engine = engine;
        this.worker = worker;
    }

    void start(@Observes @Priority(LATE) StartupEvent started) {
        if (worker.enabled()) {
            return;
        }
        operator.start();
        if (settings.enabled()) {
            election.stand(operator::work);
        } else {
            operator.work();
        }
    }

    /** The Lease goes back last: whoever takes it finds nothing of this process at work. */
    void stop(@Observes ShutdownEvent stopping) {
        if (!worker.enabled()) {
            leadership.leave();
            operator.stop(leadership.leads() ? LAST_PASSES : Duration.ZERO);
            engine.close();
            election.withdraw(operator.isIdle());
        }
    }
}
