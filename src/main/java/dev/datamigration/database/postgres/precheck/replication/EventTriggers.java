package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.replication.StructureTrigger;
import dev.datamigration.database.precheck.Finding;

/** Says how the task hears of changes of the source's structure. Without event triggers it stops at the first row that does not fit. */
public record EventTriggers(Side side) implements NeedsIncremental {
    private static final String OTHERWISE =
            " A change of columns stops the task at the first row that does not fit, before it;"
                    + " other changes are told by the comparison of the schemas.";

    @Override
    public Finding look(CheckedDatabases databases) {
        if (databases.context().plan().incrementalSync().ddl().isEmpty()) {
            return Finding.passed("spec.incrementalSync.ddl is empty: the task makes no event triggers." + OTHERWISE);
        }
        var database = databases.of(side);
        if (!database.ask(StructureTrigger::isKnownTo)) {
            return Finding.passed("Version %d does not send what event triggers would write into its log."
                            .formatted(database.majorVersion())
                    + OTHERWISE);
        }
        return database.permits(StructureTrigger.TRIAL)
                ? Finding.passed("Event triggers tell in the log how objects are changed.")
                : Finding.passed(
                        "The account may not create event triggers, which needs a superuser or a role of the service."
                                + OTHERWISE);
    }
}
