package dev.datamigration.engine.choice;

import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.engine.remote.WorkerEngine;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that knows that there are several engines. */
class EngineChoice {

    @Produces
    @Singleton
    MigrationEngine engine(
            EngineChoiceSettings settings, Instance<LocalEngine> thisProcess, Instance<WorkerEngine> pods) {
        return switch (settings.runIn()) {
            case LOCAL -> thisProcess.get();
            case POD -> new InProcessRelease(pods.get(), thisProcess.get());
        };
    }
}
