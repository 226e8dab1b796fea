package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RecoverySettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Backup;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A source that lacks what was applied: the task fails, and goes on to equality once a person has accepted the loss.
 * {@code mvn verify -Dexcluded.tests=none -Dit.test=RecoveryIT}
 */
@Tag("long")
class RecoveryIT {
    private final PostgresInstance server =
            PostgresInstance.start(PostgresServers.source().majorVersion(), Map.of());
    private final LocalEngine engine = new LocalEngine();
    private final TestDatabase source = server.createDatabase("recovery");
    private final TestDatabase target = PostgresServers.target().createDatabase("recovery");
    private final EngineDriver driver = new EngineDriver(engine, EngineDriver.plan(source, target));

    @AfterEach
    void end() {
        driver.release();
        engine.close();
        server.close();
    }

    @Test
    void aSourceRecoveredToAnEarlierMoment() {
        source.execute(
                "CREATE TABLE item (id int PRIMARY KEY, name text, wide text)",
                "ALTER TABLE item ALTER wide SET STORAGE EXTERNAL",
                "INSERT INTO item SELECT i, 'item ' || i, repeat('w', 3000) FROM generate_series(1, 100) i");
        driver.performUpTo(Phase.FullVerification);
        try (var backup = Backup.of(server)) {
            source.execute(
                    "INSERT INTO item SELECT i, 'lost' FROM generate_series(1001, 4000) i",
                    "DELETE FROM item WHERE id = 7");
            driver.awaitReport(report -> target.count("item") == 3099);
            driver.stop();
            backup.recover(server, Map.of());
            source.execute("INSERT INTO item SELECT i, 'new' FROM generate_series(5001, 5010) i");

            var failure = failure();
            assertThat(failure.code()).isEqualTo(FailureCode.LogDiverged);
            assertThat(failure.side()).isEqualTo(Side.Source);
            assertThat(failure.message()).contains("from timeline 1 to timeline 2");
            assertThat(failure.remedy())
                    .contains("spec.recovery.accept to " + failure.accept(), "raise spec.fullVerification.runNonce");
            assertThat(target.count("item")).isEqualTo(3099);
            driver.plan(with("00000000", RepairMode.Report, 0));
            assertThat(failure().accept()).as("met again").isEqualTo(failure.accept());

            driver.plan(with(failure.accept(), RepairMode.Report, 0));
            driver.resume().perform(Phase.IncrementalSync);
            // what the target lacks is updated, and the log does not hold all of it
            source.execute("UPDATE item SET name = 'seven' WHERE id = 7", "INSERT INTO item VALUES (5011, 'new')");
            var verified = driver.perform(Phase.FullVerification).details();
            assertThat(verified.verification().consistent()).isFalse();
            assertThat(verified.checkpoints().target().unverifiedSince()).isNotNull();

            driver.plan(with(failure.accept(), RepairMode.Apply, 1));
            assertRepaired(driver.perform(Phase.FullVerification).details());
            driver.stop();

            // once more, while results of before say that both are equal
            source.execute("INSERT INTO item SELECT i, 'lost too' FROM generate_series(6001, 9000) i");
            driver.resume().perform(Phase.IncrementalSync);
            driver.awaitReport(report -> target.count("item WHERE name = 'lost too'") == 3000);
            driver.stop();
            backup.recover(server, Map.of());
            source.execute("INSERT INTO item SELECT i, 'new' FROM generate_series(5001, 5011) i");
            var again = failure();
            assertThat(again.accept()).isNotNull().isNotEqualTo(failure.accept());
            driver.plan(with(again.accept(), RepairMode.Apply, 1));
            assertRepaired(driver.resume().perform(Phase.FullVerification).details());
        }
    }

    private void assertRepaired(WorkerDetails repaired) {
        assertThat(repaired.verification().consistent()).isTrue();
        assertThat(repaired.verification().repair().left()).isZero();
        assertThat(repaired.checkpoints().target().unverifiedSince()).isNull();
        assertThat(DatabaseComparer.compare(source, target)).allMatch(table -> table.same());
        assertThat(source.count("item")).isEqualTo(111);
    }

    private Failure failure() {
        driver.resume().pursue(new Wanted.Run(Phase.FullVerification));
        return driver.awaitFailure().failure();
    }

    private MigrationPlan with(String accept, RepairMode repair, long runNonce) {
        var plan = driver.plan();
        return PlanCopy.of(plan)
                .fullVerification(new FullVerificationSettings(
                        null, null, null, 10_000, runNonce, new RepairSettings(repair, 100_000), null))
                .recovery(new RecoverySettings(accept))
                .plan();
    }
}
