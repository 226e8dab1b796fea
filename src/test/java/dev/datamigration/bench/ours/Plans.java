package dev.datamigration.bench.ours;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.TestDatabase;
import java.util.Set;

/** Plans with every setting as it is by itself. */
final class Plans {
    private Plans() {}

    static MigrationPlan load(TestDatabase source, TestDatabase target) {
        return plan(source, target, MigrationType.Schema, MigrationType.Full);
    }

    static MigrationPlan verification(TestDatabase source, TestDatabase target) {
        return plan(source, target, MigrationType.FullVerification);
    }

    static MigrationPlan incremental(TestDatabase source, TestDatabase target) {
        return plan(source, target, MigrationType.Schema, MigrationType.Full, MigrationType.Incremental);
    }

    static MigrationPlan all(TestDatabase source, TestDatabase target) {
        return EngineDriver.plan(source, target);
    }

    private static MigrationPlan plan(TestDatabase source, TestDatabase target, MigrationType... types) {
        var all = EngineDriver.plan(source, target);
        return PlanCopy.of(all).types(Set.of(types)).plan();
    }
}
