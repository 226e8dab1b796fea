package dev.datamigration.transfer.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;

/** Matters only where a log is read: the source's for incremental synchronisation, the target's for the way back. */
interface NeedsIncremental extends PrecheckCheck {
    @Override
    default boolean matters(MigrationPlan plan) {
        return plan.has(side() == Side.Source ? MigrationType.Incremental : MigrationType.ReverseIncrement);
    }
}
