package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.plan.MigrationPlan;

/** Matters only where a log is read: the source's for incremental synchronisation, the target's for the way back. */
interface NeedsIncremental extends PostgresCheck {
    @Override
    default boolean matters(MigrationPlan plan) {
        return plan.has(side() == Side.Source ? MigrationType.Incremental : MigrationType.ReverseIncrement);
    }
}
