package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.plan.MigrationPlan;

/** Roles of the source that own or may use what is carried, and that nobody on the target stands for. */
public record Owners() implements TargetCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema)
                && (plan.objects().owners() == PrivilegeHandling.Carry
                        || plan.objects().grants() == PrivilegeHandling.Carry);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        databases.shortfalls().stream()
                .filter(shortfall -> shortfall.kind() == ObjectKind.Privileges)
                .forEach(left -> problems.add(left.name(), left.reason()));
        return problems.warningOr(
                "Owners and privileges that are not carried",
                "Everything gets the owner and the privileges that it has on the source.");
    }
}
