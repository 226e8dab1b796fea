package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/**
 * Triggers that are enabled ALWAYS or for REPLICA sessions. As they are they would fire on the target for each change applied,
 * so that their effect came twice; they are carried without that until the switchover.
 */
public record SourceTriggers() implements SourceCheck {
    /** Tasks may name it among the items to skip from when it failed. */
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
        databases
                .source()
                .ask(connection -> FiringTrigger.read(connection, databases.sourceOids()))
                .forEach(trigger -> problems.add(
                        trigger.display(),
                        "Leave the source as it is. A task that ends without a switchover lists in status.schema.notCarried"
                                + " what is to be run on the target then."));
        return problems.warningOr(
                "Triggers and rules that would fire on the target for every row that the task writes; they are created there so that they do not, and are set as they are here when the switchover processes the database objects",
                "No trigger would fire for rows that the task writes.");
    }
}
