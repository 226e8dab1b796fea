package dev.datamigration.cluster;

import dev.datamigration.engine.worker.WorkerSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends the process with a sentence that says why, where it could not work anyway: the last line of the log, which
 * {@code kubectl describe pod} shows. The operator itself would say that a request was answered with 404.
 */
@Singleton
class StartCheck {

    void check(@Observes StartupEvent started, ApiServerDiagnosis diagnosis, WorkerSettings worker) {
        if (worker.enabled()) {
            return; // it has no business with the API server
        }
        diagnosis.problem().ifPresent(problem -> {
            throw new IllegalStateException("the operator cannot work: " + problem);
        });
    }
}
