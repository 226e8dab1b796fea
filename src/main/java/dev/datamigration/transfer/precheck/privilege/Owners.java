package dev.datamigration.transfer.precheck.privilege;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import java.util.Set;

/** Roles of the source that own or may use what is carried, and that nobody on the target stands for. */
public record Owners() implements PrecheckCheck {
    @Override
    public Side side() {
        return Side.Target;
    }

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

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
