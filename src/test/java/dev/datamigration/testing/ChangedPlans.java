package dev.datamigration.testing;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** The plans of both {@link ChangedSpecs}: they differ in everything, logins too. */
public final class ChangedPlans {
    private ChangedPlans() {}

    public static MigrationPlan first() {
        return plan("old", ChangedSpecs.parsed(ChangedSpecs.first()));
    }

    public static MigrationPlan second() {
        return plan("rotated", ChangedSpecs.parsed(ChangedSpecs.second()));
    }

    private static MigrationPlan plan(String user, MigrationTaskSpec spec) {
        return new MigrationPlan(
                access(Side.Source, user),
                access(Side.Target, user),
                Set.copyOf(spec.migrationTypes()),
                spec.objects(),
                spec.precheck(),
                spec.fullMigration(),
                spec.incrementalSync(),
                spec.fullVerification(),
                spec.limits(),
                spec.forwardSwitchover(),
                spec.engine(),
                spec.recovery());
    }

    private static DatabaseAccess access(Side side, String user) {
        return new DatabaseAccess(
                side, DatabaseType.PostgreSQL, "db", 5432, "shop", user, new Password("p"), null, null, null);
    }
}
