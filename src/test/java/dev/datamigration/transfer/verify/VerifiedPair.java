package dev.datamigration.transfer.verify;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.run.Run;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Two databases that a test fills and then has compared. */
record VerifiedPair(TestDatabase source, TestDatabase target) {
    static final String TASK = "verify-task";
    private static final long EPOCH = 1;

    static VerifiedPair create(PostgresInstance source, PostgresInstance target) throws SQLException {
        var pair = new VerifiedPair(source.createDatabase("verify"), target.createDatabase("verify"));
        try (var connection = pair.target.connect()) {
            CheckpointSchema.install(connection);
            Fence.claim(connection, TASK, EPOCH);
        }
        return pair;
    }

    void onBoth(String... statements) {
        source.execute(statements);
        target.execute(statements);
    }

    Run run(FullVerificationSettings settings) {
        return run(settings, HelperPool.NONE);
    }

    /** With two helpers, where there can be any. */
    Run run(FullVerificationSettings settings, HelperPool helperPool) {
        return new Run(new RunScope(TASK, EPOCH), plan(settings), helperPool);
    }

    MigrationPlan plan(FullVerificationSettings settings) {
        return PlanCopy.plan(
                source.access(Side.Source),
                target.access(Side.Target),
                Set.of(MigrationType.FullVerification),
                new ObjectSelection(List.of("public.*"), null, null, null),
                null,
                null,
                null,
                settings,
                new Limits(null, null, null),
                new EngineSettings(null, null, null, 3));
    }

    static FullVerificationSettings settings(long runNonce) {
        return new FullVerificationSettings(false, 2, 5_000, 1_000, runNonce);
    }

    VerificationStatus compare(long runNonce, AppliedPosition applied) {
        return compare(settings(runNonce), applied);
    }

    VerificationStatus compare(FullVerificationSettings settings, AppliedPosition applied) {
        return compare(run(settings), applied);
    }

    VerificationStatus compare(Run run, AppliedPosition applied) {
        try {
            return new FullVerification(run, applied, status -> {}).compare();
        } finally {
            run.scope().cancel();
        }
    }

    /** Runs every recorded correction on the target. */
    List<String> correct() {
        var corrections =
                target.query("SELECT correction_sql FROM datamigration.difference ORDER BY source_table, number");
        target.execute(corrections.toArray(String[]::new));
        return corrections;
    }

    static TableVerification of(VerificationStatus status, String table) {
        return status.tableResults().stream()
                .filter(result -> result.table().equals("public." + table))
                .findFirst()
                .orElseThrow();
    }

    static TableResult result(VerificationStatus status, String table) {
        return of(status, table).result();
    }
}
