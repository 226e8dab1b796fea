package dev.datamigration.engine.crew;

import dev.datamigration.engine.worker.WorkerSettings;
import dev.datamigration.transfer.help.Crew;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Workers in pods have helpers; the operator's own process has none. */
class CrewChoice {

    @Produces
    @Singleton
    Crew crew(WorkerSettings worker, CrewSettings settings) {
        return worker.enabled() && settings.address().isPresent()
                ? PeerCrew.of(settings.address().get(), worker.secret())
                : Crew.NONE;
    }

    void end(@Disposes Crew crew) {
        if (crew instanceof PeerCrew peers) {
            peers.close();
        }
    }
}
