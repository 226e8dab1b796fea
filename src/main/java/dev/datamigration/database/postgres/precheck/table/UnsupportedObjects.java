package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.UnsupportedHandling;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.Set;

/** Objects that the target would not get, with everything that cannot be made without them. */
public record UnsupportedObjects() implements SourceCheck {
    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var found = databases.shortfalls().stream()
                .filter(shortfall -> shortfall.kind() != ObjectKind.Privileges)
                .toList();
        var missing = found.stream().filter(Shortfall::whole).toList();
        var skipped = databases.plan().objects().unsupported() == UnsupportedHandling.Skip;
        if (missing.stream().anyMatch(shortfall -> shortfall.kind() == ObjectKind.Table)) {
            return missing(
                            missing,
                            "Leave the tables among them out with spec.objects.exclude, or create what they need, or these tables, on the target by hand.")
                    .failedOr("Tables cannot be made on the target", "");
        }
        if (!missing.isEmpty() && !skipped) {
            return missing(
                            missing,
                            "Create them on the target by hand, leave them out with spec.objects.exclude, or set spec.objects.unsupported: Skip to go on without them.")
                    .failedOr("Objects cannot be made on the target", "");
        }
        return left(found)
                .warningOr(
                        "Objects that the target does not get",
                        "Everything that is selected can be made on the target.");
    }

    private static Problems missing(List<Shortfall> missing, String remedy) {
        var problems = new Problems();
        missing.forEach(shortfall -> problems.add(text(shortfall), remedy));
        return problems;
    }

    private static Problems left(List<Shortfall> found) {
        var problems = new Problems();
        found.forEach(shortfall -> problems.add(text(shortfall), shortfall.label() + ": " + shortfall.reason()));
        return problems;
    }

    private static String text(Shortfall shortfall) {
        return shortfall.lacks() == null ? shortfall.label() : shortfall.label() + " needs " + shortfall.lacks();
    }
}
