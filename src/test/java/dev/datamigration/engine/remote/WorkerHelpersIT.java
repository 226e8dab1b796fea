package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three real worker processes that share one task, of which the operator commands the first. */
class WorkerHelpersIT {
    /** So that the load is under way for minutes, however long processes take to start. */
    private static final long ROWS_PER_SECOND = 500;

    private final Path log = CrdFiles.projectDirectory().resolve("target/worker-helpers.log");
    private ProcessWorkplace provisioner;
    private WorkerEngine engine;
    private EngineDriver driver;
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void helperPool() throws Exception {
        Files.deleteIfExists(log);
        provisioner = new ProcessWorkplace(log);
        engine = new WorkerEngine(provisioner, new GivenSettings());
        source = PostgresServers.source().createDatabase("helpers_source");
        target = PostgresServers.target().createDatabase("helpers_target");
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text NOT NULL, balance numeric(12,2))",
                "INSERT INTO account SELECT i, 'owner ' || i, i FROM generate_series(1, 80000) i",
                "CREATE TABLE visit (at timestamptz, page text)",
                "ALTER TABLE visit REPLICA IDENTITY FULL",
                "INSERT INTO visit SELECT now(), 'page ' || i % 100 FROM generate_series(1, 5000) i");
        driver = new EngineDriver(engine, shared(EngineDriver.plan(source, target), ROWS_PER_SECOND));
    }

    @AfterEach
    void end() {
        engine.close();
        provisioner.close();
    }

    @Test
    void helpersShareLoadAndVerificationAndAreKilledAndStoppedWithoutHarm() throws IOException {
        driver.performUpTo(Phase.SchemaMigration);
        assertThat(provisioner.sizes()).containsExactly(1);
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await().until(() -> chunksOf(1) > 2 && chunksOf(2) > 2);
        await().until(() -> new WorkersStatus(3, 3, null).equals(workers()));

        provisioner.killHelper(1);
        var absent = await("its absence is told")
                .until(this::workers, workers -> workers != null && workers.atWork() == 2 && workers.problem() != null);
        assertThat(absent.problem()).startsWith("worker 1: ");
        var others = chunksOf(0) + chunksOf(2);
        await("the others go on").until(() -> chunksOf(0) + chunksOf(2) > others + 2);
        var before = chunksOf(1);
        provisioner.startHelper(1);
        await("it is taken in again").until(() -> chunksOf(1) > before);

        stopAndResume();

        provisioner.killAndRestart();
        await().until(() -> engine.report(driver.task()).isEmpty());
        driver.resume();
        driver.plan(shared(EngineDriver.plan(source, target), 0));
        driver.performUpTo(Phase.IncrementalSync);
        assertThat(provisioner.sizes()).endsWith(1);
        source.execute("UPDATE account SET balance = -1 WHERE id <= 100", "DELETE FROM visit WHERE page = 'page 7'");

        var verified = driver.performUpTo(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).isTrue();
        assertThat(verified.workers()).as("told only while it is shared").isNull();
        assertThat(provisioner.sizes().stream().filter(size -> size == 3)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
        assertThat(target.query("SELECT number FROM datamigration.chunk WHERE copies <> 1 OR NOT done"))
                .isEmpty();

        driver.release();
        engine.forget(driver.task());
        assertThat(source.taskSessions() + target.taskSessions()).isZero();
        assertThat(Files.readString(log)).doesNotContain(source.password());
    }

    private void stopAndResume() {
        driver.stop();
        assertThat(source.taskSessions() + target.taskSessions()).isZero();
        var stopped = List.of(chunksOf(0), chunksOf(1), chunksOf(2));
        await("they are sent away").until(() -> !provisioner.isHelperAlive(1));
        assertThat(List.of(chunksOf(0), chunksOf(1), chunksOf(2))).isEqualTo(stopped);
        driver.resume();
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await("they help again").until(() -> chunksOf(1) > stopped.get(1) && chunksOf(2) > stopped.get(2));
    }

    /** As it was told last; null where nothing was. */
    private WorkersStatus workers() {
        return engine.report(driver.task())
                .map(report -> report.details().full())
                .map(FullMigrationStatus::workers)
                .orElse(null);
    }

    private long chunksOf(int worker) {
        return target.count("datamigration.chunk WHERE done AND worker = " + worker);
    }

    /** @param rowsPerSecond 0 is without limit */
    private static MigrationPlan shared(MigrationPlan plan, long rowsPerSecond) {
        return PlanCopy.of(plan)
                .fullMigration(new FullMigrationSettings(1, 200, null, null))
                .fullVerification(new FullVerificationSettings(false, 1, 2_000, null, null))
                .limits(new Limits(rowsPerSecond, null, null))
                .engine(new EngineSettings(null, null, null, 3))
                .plan();
    }
}
