package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;

/**
 * Tables without a key in a task that begins at a moment by the clock. Clocks of sessions differ by some microseconds, so that a
 * transaction beside the moment may be applied that the target has: a key makes one row of that, where nothing else does.
 */
public record StartWithoutKey() implements SourceCheck {
    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.startFrom().filter(from -> from.time() != null).isPresent();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        databases.sourceTables().stream()
                .filter(table -> !table.hasKey())
                .forEach(table -> problems.add(
                        table.name().toString(), "Give spec.incrementalSync.startFrom.position in place of the time."));
        return problems.failedOr(
                "Tables without a key need a position to begin from, since a time does not tell exactly which transactions the target has",
                "Every table has a key.");
    }
}
