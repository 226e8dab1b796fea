package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three worker processes of one task, each held in the middle of a table without a key by a trigger that waits for the test, and lost there:
 * a helper is killed, the leading worker is, and a helper is paused until it is taken for lost, and comes back.
 */
@Tag("long")
class LostInPiecesIT {
    private static final int WORKERS = 3;
    private static final int STUCK_AT = 450;

    private final Path log = CrdFiles.projectDirectory().resolve("target/worker-lost-in-pieces.log");
    private final TestDatabase source = PostgresServers.source().createDatabase("pieces_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("pieces_target");
    private ProcessWorkplace provisioner;
    private WorkerEngine engine;
    private EngineDriver driver;

    @BeforeEach
    void workers() throws IOException {
        Files.deleteIfExists(log);
        provisioner = new ProcessWorkplace(log);
        engine = new WorkerEngine(provisioner, new GivenSettings());
        for (var table = 0; table < WORKERS; table++) {
            source.execute(
                    "CREATE TABLE entry_" + table + " (n int, v text)",
                    "ALTER TABLE entry_" + table + " REPLICA IDENTITY FULL",
                    "INSERT INTO entry_" + table + " SELECT i, 'row' FROM generate_series(1, 1000) i",
                    "INSERT INTO entry_" + table + " SELECT * FROM entry_" + table + " WHERE n % 7 = 0");
        }
        driver = new EngineDriver(engine, shared(EngineDriver.plan(source, target)));
    }

    @AfterEach
    void end() {
        engine.close();
        provisioner.close();
    }

    @Test
    void whoeverCopiesIsLostInTheMiddle() throws Exception {
        driver.performUpTo(Phase.SchemaMigration);
        holdAt(STUCK_AT);
        try (var holder = target.connect();
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            driver.pursue(new Wanted.Run(Phase.FullMigration));
            awaitAllHeld();
            change(1);

            var attempt = attemptOf(1);
            provisioner.killHelper(1);
            provisioner.startHelper(1);
            await("its table is begun anew")
                    .until(() -> target.count("datamigration.partial_copy WHERE attempt = '" + attempt + "'") == 0);
            awaitAllHeld();
            change(2);

            var attempts = attempts();
            provisioner.killAndRestart();
            await().until(() -> engine.report(driver.task()).isEmpty());
            driver.resume().pursue(new Wanted.Run(Phase.FullMigration));
            await("all are begun anew")
                    .until(() -> target.count("datamigration.partial_copy WHERE attempt IN (" + attempts + ")") == 0);
            awaitAllHeld();
            change(3);

            var paused = provisioner.pidOfHelper(2);
            signal("-STOP", paused);
            try {
                await("it is taken for lost, and its session ended").until(() -> heldBy(2) == 0);
                statement.execute("SELECT pg_advisory_unlock(1)");
                assertLoaded();
            } finally {
                signal("-CONT", paused);
            }
        }
        driver.perform(Phase.IncrementalSync);
        change(4);
        assertThat(driver.perform(Phase.FullVerification)
                        .details()
                        .verification()
                        .consistent())
                .isTrue();
        assertThat(DatabaseComparer.compare(source, target)).hasSize(WORKERS).allMatch(TableComparison::same);
        driver.release();
        assertThat(source.taskSessions() + target.taskSessions()).isZero();
    }

    private void holdAt(int row) {
        target.execute("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END$$");
        IntStream.range(0, WORKERS)
                .forEach(table -> target.execute(
                        "CREATE TRIGGER wait BEFORE INSERT ON entry_" + table + " FOR EACH ROW WHEN (NEW.n = " + row
                                + ") EXECUTE FUNCTION wait()",
                        "ALTER TABLE entry_" + table + " ENABLE ALWAYS TRIGGER wait"));
    }

    /** Each worker has committed pieces of one table, and rows of the next one are sent. */
    private void awaitAllHeld() {
        await("all are held").until(() -> heldBy(0) == 1 && heldBy(1) == 1 && heldBy(2) == 1);
        assertThat(target.count("datamigration.partial_copy")).isEqualTo(WORKERS);
    }

    /** @param worker 0 is the leading one */
    private long heldBy(int worker) {
        return target.count(held(worker));
    }

    private static String held(int worker) {
        return "pg_stat_activity a JOIN pg_locks l USING (pid) WHERE a.datname = current_database() AND a.application_name "
                + (worker == 0 ? "NOT LIKE '%:helper-%'" : "LIKE '%:helper-" + worker + "-%'")
                + " AND l.locktype = 'advisory' AND NOT l.granted";
    }

    /** That which the worker is held in. */
    private String attemptOf(int worker) {
        return target.queryOne(
                "SELECT p.attempt FROM datamigration.partial_copy p WHERE p.target_oid IN (SELECT m.relation FROM pg_locks m"
                        + " WHERE m.locktype = 'relation' AND m.mode = 'RowExclusiveLock' AND m.pid IN (SELECT pid FROM "
                        + held(worker) + "))");
    }

    private String attempts() {
        return target.queryOne("SELECT string_agg(quote_literal(attempt), ',') FROM datamigration.partial_copy");
    }

    /** No look shows more than what is there in the end. */
    private void assertLoaded() {
        var most = new AtomicLong();
        var done = driver.awaitReport(report -> {
            most.accumulateAndGet(rows(report), Math::max);
            return report.activity().equals(new WorkerState.PhaseDone(Phase.FullMigration));
        });
        var there = IntStream.range(0, WORKERS)
                .mapToLong(table -> target.count("entry_" + table))
                .sum();
        assertThat(rows(done)).isEqualTo(there);
        assertThat(most).hasValue(there);
        assertThat(target.count("datamigration.partial_copy")).isZero();
        assertThat(target.query("SELECT source_table FROM datamigration.chunk WHERE copies <> 1 OR NOT done"))
                .isEmpty();
    }

    private static long rows(Report report) {
        var full = report.details().full();
        return full == null || full.migratedRows() == null ? 0 : full.migratedRows();
    }

    private void change(int round) {
        for (var table = 0; table < WORKERS; table++) {
            source.execute(
                    "UPDATE entry_%d SET v = 'changed %d' WHERE n %% 11 = %d".formatted(table, round, round),
                    "DELETE FROM entry_%d WHERE n %% 13 = %d".formatted(table, round),
                    "INSERT INTO entry_%d SELECT n, 'copied' FROM entry_%d WHERE n %% 17 = %d"
                            .formatted(table, table, round));
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** One table at a time for each; a rate is kept, so that none is copied in a group of small ones. */
    private static MigrationPlan shared(MigrationPlan plan) {
        return PlanCopy.of(plan)
                .fullMigration(new FullMigrationSettings(1, 200, null, null))
                .limits(new Limits(20_000L, null, null))
                .engine(new EngineSettings(null, null, null, WORKERS))
                .plan();
    }
}
