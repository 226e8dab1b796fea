package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
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

/** Either server put back to a backup of every phase, or replaced. {@code mvn verify -Dexcluded.tests=none -Dit.test=RestoredServersIT} */
@Tag("long")
class RestoredServersIT {
    private final PostgresInstance server =
            PostgresInstance.start(PostgresServers.target().majorVersion(), Map.of());
    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source = PostgresServers.source().createDatabase("restored");
    private TestDatabase target = PostgresServers.target().createDatabase("restored");
    private EngineDriver driver;

    @AfterEach
    void end() {
        driver.release();
        engine.close();
        server.close();
    }

    @Test
    void aTargetOfBeforeTheTaskIsNoFirstStart() {
        target = server.createDatabase("restored");
        try (var backup = Backup.of(server)) {
            fill(2000);
            driver.performUpTo(Phase.IncrementalSync);
            driver.stop();
            backup.restore(server, Map.of());
            var failure = failure(Phase.IncrementalSync);
            assertThat(failure.code()).isEqualTo(FailureCode.CheckpointsBehind);
            assertThat(failure.side()).isEqualTo(Side.Target);
            assertThat(failure.message()).contains("no checkpoints");
            assertThat(failure.accept()).as("there is nothing to go on from").isNull();
        }
    }

    @Test
    void aTargetOfAMomentInTheLoadIsLoadedToTheEnd() {
        target = server.createDatabase("restored");
        fill(10_000);
        driver.performUpTo(Phase.SchemaMigration);
        var whole = driver.plan();
        driver.plan(limited(whole, 2000));
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await().until(() -> target.count("datamigration.chunk WHERE done") > 1);
        try (var backup = Backup.of(server)) {
            var done = target.count("datamigration.chunk WHERE done");
            await().until(() -> target.count("datamigration.chunk WHERE done") > done + 2);
            driver.stop();
            source.execute("UPDATE item SET name = 'changed' WHERE id % 7 = 0");
            backup.restore(server, Map.of());
            driver.plan(whole);
            driver.resume().performUpTo(Phase.IncrementalSync);
            driver.perform(Phase.FullVerification);
            assertSame();
        }
    }

    @Test
    void aTargetOfAMomentInTheLoadIsRefusedOnceChangesWereApplied() {
        target = server.createDatabase("restored");
        fill(10_000);
        driver.performUpTo(Phase.SchemaMigration);
        var whole = driver.plan();
        driver.plan(limited(whole, 2000));
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await().until(() -> target.count("datamigration.chunk WHERE done") > 1);
        try (var backup = Backup.of(server)) {
            driver.plan(whole);
            driver.perform(Phase.FullMigration);
            driver.perform(Phase.IncrementalSync);
            source.execute("UPDATE item SET name = 'changed' WHERE id % 7 = 0");
            driver.awaitReport(report -> target.count("item WHERE name = 'changed'") == 1428);
            awaitTold();
            driver.stop();
            backup.restore(server, Map.of());
            assertThat(failure(Phase.IncrementalSync).code()).isEqualTo(FailureCode.CheckpointsBehind);
            driver.forgetKnown();
            var unaided = failure(Phase.FullMigration);
            assertThat(unaided.code()).as("by the slot alone").isEqualTo(FailureCode.CheckpointsBehind);
        }
    }

    @Test
    void aTargetOfAMomentInTheSynchronisationIsNoticedByTheSlotAlone() {
        target = server.createDatabase("restored");
        fill(1000);
        driver.performUpTo(Phase.IncrementalSync);
        try (var backup = Backup.of(server)) {
            source.execute("INSERT INTO item SELECT i, 'lost' FROM generate_series(1001, 4000) i");
            driver.awaitReport(report -> target.count("item") == 4000);
            awaitTold();
            driver.stop();
            backup.restore(server, Map.of());
            driver.forgetKnown();
            var failure = failure(Phase.IncrementalSync);
            assertThat(failure.code()).isEqualTo(FailureCode.CheckpointsBehind);
            assertThat(failure.accept()).isNotNull();
            assertThat(target.count("item")).isEqualTo(1000);
        }
    }

    @Test
    void anotherSystemAsTheSourceOrTheTarget() {
        for (var side : Side.values()) {
            try (var first = PostgresInstance.start(server.majorVersion(), Map.of());
                    var other = PostgresInstance.start(server.majorVersion(), Map.of())) {
                source = PostgresServers.target().createDatabase("restored");
                target = PostgresServers.target().createDatabase("restored");
                var database = first.createDatabase("restored");
                if (side == Side.Source) {
                    source = database;
                } else {
                    target = database;
                }
                fill(1000);
                driver.performUpTo(Phase.IncrementalSync);
                driver.stop();
                other.maintenance().execute("CREATE DATABASE \"" + database.name() + "\"");
                first.stop();
                other.stop();
                other.startAt(first.port(), Map.of());
                database.execute(
                        "CREATE TABLE item (id int PRIMARY KEY, name text)", "INSERT INTO item VALUES (1, 'other')");
                var failure = failure(Phase.IncrementalSync);
                assertThat(failure.code()).isEqualTo(FailureCode.ServerReplaced);
                assertThat(failure.side()).isEqualTo(side);
                driver.release();
            }
        }
    }

    private void fill(int rows) {
        source.execute(
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "INSERT INTO item SELECT i, 'item ' || i FROM generate_series(1, " + rows + ") i");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
    }

    private Failure failure(Phase phase) {
        driver.resume().pursue(new Wanted.Run(phase));
        return driver.awaitFailure().failure();
    }

    /** Until the slot was told that everything so far is on the target: before that, it would just be read again. */
    private void awaitTold() {
        var end = source.queryOne("SELECT pg_current_wal_lsn()");
        driver.awaitReport(report -> source.queryOne("SELECT confirmed_flush_lsn >= '" + end
                        + "'::pg_lsn FROM pg_replication_slots WHERE database = current_database()")
                .equals("t"));
    }

    private void assertSame() {
        assertThat(DatabaseComparer.compare(source, target)).allMatch(table -> table.same());
    }

    private static MigrationPlan limited(MigrationPlan plan, long rowsPerSecond) {
        return PlanCopy.of(plan)
                .fullMigration(new FullMigrationSettings(2, 500, null, null))
                .limits(new Limits(rowsPerSecond, null, null))
                .plan();
    }
}
