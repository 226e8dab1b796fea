package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.engine.Goal;
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
import dev.datamigration.testing.proxy.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real worker process, commanded over HTTPS. */
class WorkerProcessIT {
    /** Without a key, and the largest table, so that its copy begins at once. */
    private static final String[] ENTRIES = {
        "CREATE TABLE entry (n int, v text)",
        "ALTER TABLE entry REPLICA IDENTITY FULL",
        "INSERT INTO entry SELECT i, repeat('v', 1900) FROM generate_series(1, 1500) i",
        "INSERT INTO entry SELECT * FROM entry WHERE n % 7 = 0"
    };

    private static final String[] HOLD = {
        "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END$$",
        "CREATE TRIGGER hold BEFORE INSERT ON entry FOR EACH ROW WHEN (NEW.n = 250) EXECUTE FUNCTION hold()",
        "ALTER TABLE entry ENABLE ALWAYS TRIGGER hold"
    };

    private final Path log = CrdFiles.projectDirectory().resolve("target/worker-process.log");
    private ProcessWorkplace provisioner;
    private WorkerEngine engine;
    private EngineDriver driver;
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void worker() throws Exception {
        Files.deleteIfExists(log);
        provisioner = new ProcessWorkplace(log);
        engine = new WorkerEngine(provisioner, new GivenSettings());
        source = PostgresServers.source().createDatabase("worker_source");
        target = PostgresServers.target().createDatabase("worker_target");
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text NOT NULL, balance numeric(12,2))",
                "INSERT INTO account SELECT i, 'owner ' || i, i FROM generate_series(1, 20000) i");
        driver = new EngineDriver(engine, slow(EngineDriver.plan(source, target)));
    }

    @AfterEach
    void end() {
        engine.close();
        provisioner.close();
    }

    @Test
    void killedTwiceInTheLoadAndOnceInTheSynchronisationNothingIsLost() throws Exception {
        source.execute(ENTRIES);
        driver.performUpTo(Phase.SchemaMigration);
        killedTwiceInTheMiddleOfAPiece();
        source.execute("UPDATE entry SET v = 'changed' WHERE n % 11 = 0", "DELETE FROM entry WHERE n % 13 = 0");
        driver.plan(EngineDriver.plan(source, target));
        var loaded = driver.performUpTo(Phase.FullMigration).details().full();
        assertThat(loaded.migratedRows()).isEqualTo(target.count("account") + target.count("entry"));
        driver.perform(Phase.IncrementalSync);
        source.execute("UPDATE account SET balance = -1 WHERE id <= 100", "DELETE FROM account WHERE id > 19990");
        killed();
        var verified = driver.performUpTo(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).isTrue();
        assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
        assertThat(target.count("account WHERE balance = -1")).isEqualTo(100);
        assertThat(target.queryOne("SELECT count(*) FROM datamigration.chunk WHERE copies <> 1"))
                .isEqualTo("0");
        assertThat(provisioner.starts.get()).isEqualTo(4);

        driver.release();
        assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        engine.forget(driver.task());
        assertThat(engine.report(driver.task())).isEmpty();
        assertThat(Files.readString(log)).contains("Profile worker activated").doesNotContain(source.password());
    }

    /** Pieces of a table without a key are there, rows of the next one are sent, and chunks of another table come meanwhile. */
    private void killedTwiceInTheMiddleOfAPiece() throws SQLException {
        target.execute(HOLD);
        try (var holder = target.connect();
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            var attempt = "none";
            for (var kill = 1; kill <= 2; kill++) {
                var before = chunks();
                var another = "datamigration.partial_copy WHERE attempt <> '" + attempt + "'";
                driver.pursue(new Wanted.Run(Phase.FullMigration));
                await().until(() -> chunks() > before + 1 && target.count(another) == 1 && isHeld());
                attempt = target.queryOne("SELECT attempt FROM datamigration.partial_copy");
                killed();
            }
        }
        target.execute("DROP FUNCTION hold() CASCADE");
    }

    private boolean isHeld() {
        return target.count("pg_locks WHERE locktype = 'advisory' AND NOT granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                > 0;
    }

    /** The operator's side forgets a worker that has lost its memory, and the next one has a higher epoch. */
    private void killed() {
        provisioner.killAndRestart();
        await().until(() -> engine.report(driver.task()).isEmpty());
        driver.resume();
    }

    @Test
    void anOperatorThatComesNewFindsTheWorkerAtItsWorkAndGivesUpWhatItCannotRelease() {
        try (var proxy = TcpProxy.to(target.host(), target.port())) {
            var away = new TestDatabase(target.host(), proxy.port(), target.name(), target.user(), target.password());
            driver = new EngineDriver(engine, slow(EngineDriver.plan(source, away)));
            foundAtItsWorkByANewOperator();
            proxy.refuse();
            proxy.cut();
            givenUp("On the target database " + away.host() + ":" + away.port());
        }
    }

    private void foundAtItsWorkByANewOperator() {
        driver.performUpTo(Phase.SchemaMigration);
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await().until(() -> chunks() > 0);
        engine.close();

        engine = new WorkerEngine(provisioner, new GivenSettings());
        // whoever comes new waits for a worker's first word, but not for long
        await().untilAsserted(() -> assertThat(engine.report(driver.task())).hasValueSatisfying(report -> {
            assertThat(report.epoch()).isEqualTo(1);
            assertThat(report.activity()).isEqualTo(new WorkerState.Running(Phase.FullMigration));
            assertThat(report.details().full()).isNotNull();
        }));
        engine.pursue(new Goal(driver.task(), 1, new Wanted.Stop(), driver.plan()));
        await().until(() -> engine.report(driver.task()).orElseThrow().activity() instanceof WorkerState.Stopped);
        assertThat(provisioner.starts.get()).isEqualTo(1);
    }

    /** As a task with {@code release: Abandon} is ended: what can be reached is released, the worker goes, and what is left is named. */
    private void givenUp(String left) {
        engine.pursue(new Goal(driver.task(), 1, new Wanted.Release(), driver.plan()));
        var blocked = await().until(
                        () -> engine.report(driver.task()).orElseThrow().activity(),
                        activity -> activity instanceof WorkerState.ReleaseBlocked);
        assertThat(((WorkerState.ReleaseBlocked) blocked).failure().side())
                .as("a server, and not the worker, is in the way")
                .isEqualTo(Side.Target);
        assertThat(((WorkerState.ReleaseBlocked) blocked).leftBehind())
                .singleElement(as(STRING))
                .startsWith(left);
        assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        engine.forget(driver.task());
        assertThat(engine.report(driver.task())).isEmpty();
        assertThat(provisioner.tasks(driver.task().namespace())).isEmpty();
    }

    private long chunks() {
        return target.count("datamigration.chunk WHERE done");
    }

    /** The load is under way for most of a minute, however long a process takes to start or to be asked. */
    private static MigrationPlan slow(MigrationPlan plan) {
        return PlanCopy.of(plan)
                .fullMigration(new FullMigrationSettings(2, 200, null, null))
                .limits(new Limits(500L, null, null))
                .plan();
    }
}
