package dev.datamigration.transfer.precheck.table;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;

/**
 * Triggers that, once carried to the target, fire there for each change applied, because they are enabled ALWAYS or for
 * REPLICA sessions: their effect would then come twice.
 */
public record SourceTriggers() implements PrecheckCheck {
    @Override
    public Side side() {
        return Side.Source;
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema) && plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        FiringTrigger.read(databases.source(), databases.sourceOids())
                .forEach(trigger -> problems.add(
                        trigger.display(),
                        "%s -- and set it ALWAYS again at the switchover".formatted(trigger.muted())));
        return problems.failedOr(
                "Triggers and rules that would fire on the target for every row that the task writes",
                "No trigger would fire for rows that the task writes.");
    }
}
