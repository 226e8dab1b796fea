package dev.datamigration.engine.helper;

import dev.datamigration.engine.worker.WorkerSettings;
import dev.datamigration.transfer.help.HelperPool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Workers in pods have helpers; the operator's own process has none. */
class HelperPoolChoice {

    @Produces
    @Singleton
    HelperPool helperPool(WorkerSettings worker, HelperPoolSettings settings) {
        return worker.enabled() && settings.address().isPresent()
                ? RemoteHelperPool.of(settings.address().get(), worker.secret())
                : HelperPool.NONE;
    }
}
