package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** Triggers that the target has already and that fire for every row the task writes, which would change what it wrote. */
public record TargetTriggersAlways() implements PostgresCheck {
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
