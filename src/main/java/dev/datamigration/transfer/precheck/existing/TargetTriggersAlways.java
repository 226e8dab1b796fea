package dev.datamigration.transfer.precheck.existing;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import dev.datamigration.transfer.precheck.check.TargetRelation;
import java.util.Set;

/** Triggers that the target has already and that fire for every row the task writes, which would change what it wrote. */
public record TargetTriggersAlways() implements PrecheckCheck {
    @Override
    public Side side() {
        return Side.Target;
    }

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var oids =
                databases.writtenRelations().stream().map(TargetRelation::oid).toList();
        databases
                .target()
                .ask(connection -> FiringTrigger.read(connection, oids))
                .forEach(trigger -> problems.add(trigger.display(), trigger.muting() + ";"));
        return problems.failedOr(
                "Triggers and rules of the target that are enabled ALWAYS or for REPLICA and would change the rows written",
                "No trigger of the target fires for rows that the task writes.");
    }
}
