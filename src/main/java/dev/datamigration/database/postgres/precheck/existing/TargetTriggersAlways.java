package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.precheck.check.TargetRelation;
import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/** Triggers that the target has already and that fire for every row the task writes, which would change what it wrote. */
public record TargetTriggersAlways() implements TargetCheck {
    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.needsTargetTables();
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
