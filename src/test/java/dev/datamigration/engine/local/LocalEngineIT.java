package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.plan.PlanStage;
import dev.datamigration.api.plan.PlannedObjects;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.Limits;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import java.sql.SQLException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalEngineIT {
    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source;
    private TestDatabase target;
    private EngineDriver driver;

    @BeforeEach
    void databases() {
        source = PostgresServers.source().createDatabase("engine_source");
        target = PostgresServers.target().createDatabase("engine_target");
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text NOT NULL, balance numeric(12,2))",
                "CREATE TABLE entry (at timestamptz, account bigint, amount numeric)",
                "ALTER TABLE entry REPLICA IDENTITY FULL",
                "INSERT INTO account SELECT i, 'owner ' || i, i FROM generate_series(1, 20000) i",
                "INSERT INTO entry SELECT now(), i, i FROM generate_series(1, 5000) i");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void movesALiveDatabaseAndReleasesEverything() {
        var prechecked = driver.perform(Phase.Precheck);
        assertThat(prechecked.details().precheck().items())
                .noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        var plan = prechecked.details().precheck().plan();
        assertThat(plan.tables()).isEqualTo(2);
        assertThat(plan.bytes()).isPositive();
        assertThat(plan.largest().get(0).name()).isEqualTo("public.account");
        assertThat(plan.objects()).contains(new PlannedObjects(PlanStage.BeforeLoad, "Table", 2));
        assertThat(target.queryOne("SELECT to_regclass('datamigration.task')"))
                .as("nothing is made")
                .isNull();
        source.execute("CREATE SEQUENCE ticket", "CREATE SEQUENCE ahead");
        driver.performUpTo(Phase.IncrementalSync);
        target.execute("SELECT setval('ahead', 9000)");
        source.execute(
                "SELECT setval('ticket', 5000), nextval('ahead')",
                "UPDATE account SET balance = -1 WHERE id <= 100",
                "DELETE FROM account WHERE id > 19990",
                "INSERT INTO entry VALUES (now(), 1, 1)");
        var verified = driver.perform(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).isTrue();
        assertThat(target.count("account WHERE balance = -1")).isEqualTo(100);
        assertThat(target.count("entry")).isEqualTo(5001);

        releasedOnTheTargetWhileTheSourceIsWaitedFor();
        assertThat(target.queryOne("SELECT nextval('ticket') > 5000 AND nextval('ahead') = 9001"))
                .isEqualTo("t");
        assertThat(source.count("pg_replication_slots WHERE slot_name = '"
                        + CaptureName.of(driver.task().uid(), Direction.Forward) + "'"))
                .isZero();
        assertThat(source.count("pg_publication WHERE pubname = '"
                        + CaptureName.of(driver.task().uid(), Direction.Forward) + "'"))
                .isZero();
        assertThat(target.queryOne("SELECT to_regclass('datamigration.task')")).isNull();
        assertThat(target.count("account")).isEqualTo(19990);
    }

    @Test
    void thatItHadCaughtUpBeforeAStopSaysNothingOfAfterIt() throws SQLException {
        driver.performUpTo(Phase.IncrementalSync);
        driver.stop();
        source.execute("UPDATE account SET balance = -1 WHERE id = 1");
        try (var session = target.connect();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SELECT FROM account WHERE id = 1 FOR UPDATE");
            driver.pursue(new Wanted.Run(Phase.IncrementalSync));
            var longer = driver.awaitReport(report -> !(report.activity() instanceof WorkerState.Stopped)
                    && report.details().incremental().latencyMillis() > 5_000);
            assertThat(longer.activity()).isEqualTo(new WorkerState.Running(Phase.IncrementalSync));
        }
        driver.awaitActivity(new WorkerState.PhaseDone(Phase.IncrementalSync)::equals);
        assertThat(target.count("account WHERE balance = -1")).isEqualTo(1);
    }

    private void releasedOnTheTargetWhileTheSourceIsWaitedFor() {
        try (var session = source.connect();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("COMMENT ON PUBLICATION "
                    + CaptureName.of(driver.task().uid(), Direction.Forward) + " IS 'locked'");
            driver.pursue(new Wanted.Release());
            await().until(() -> target.queryOne("SELECT to_regclass('datamigration.task')") == null);
            assertThat(driver.report().activity()).isInstanceOf(WorkerState.Quiescing.class);
            session.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        driver.release();
    }

    @Test
    void aStopACutAndANewerEpochAreGoneOnFrom() {
        driver.performUpTo(Phase.SchemaMigration);
        driver.plan(limited(driver.plan(), 5000));
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await().until(() -> target.count("datamigration.chunk WHERE done") > 0);
        driver.stop();
        assertThat(source.taskSessions()).isZero();
        assertThat(target.taskSessions()).isZero();

        driver.plan(limited(driver.plan(), 0));
        driver.resume().performUpTo(Phase.IncrementalSync);
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
        assertThat(target.count("account")).isEqualTo(20000);

        aCutConnectionIsRetriedByItself();
        aNewerEpochReplacesTheWorker();
        assertThat(driver.perform(Phase.FullVerification)
                        .details()
                        .verification()
                        .consistent())
                .isTrue();
    }

    private void aCutConnectionIsRetriedByItself() {
        PostgresServers.target()
                .maintenance()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'dm:"
                        + driver.task().uid() + "%'");
        source.execute("INSERT INTO account VALUES (50000, 'late', 1)");
        await().until(() -> target.count("account WHERE id = 50000") == 1);
    }

    private void aNewerEpochReplacesTheWorker() {
        driver.resume().perform(Phase.IncrementalSync);
        source.execute("INSERT INTO account VALUES (50001, 'later', 1)");
        await().until(() -> target.count("account WHERE id = 50001") == 1);
        assertThat(target.queryOne("SELECT epoch FROM datamigration.task")).isEqualTo("3");
    }

    @Test
    void aRotatedPasswordIsTakenUp() {
        var role = "rotated_" + driver.task().uid().substring(0, 8);
        source.execute("CREATE ROLE " + role + " SUPERUSER LOGIN PASSWORD 'old'");
        driver.plan(EngineDriver.plan(as(role, "old"), target));
        driver.performUpTo(Phase.IncrementalSync);

        source.execute(
                "ALTER ROLE " + role + " PASSWORD 'new'",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
        driver.plan(EngineDriver.plan(as(role, "new"), target));
        source.execute("INSERT INTO account VALUES (50000, 'late', 1)");
        driver.awaitReport(report -> {
            driver.answerRefusedLogin(report.activity());
            assertThat(report.activity()).isNotInstanceOf(WorkerState.Failed.class);
            return target.count("account WHERE id = 50000") == 1;
        });

        source.execute(
                "ALTER ROLE " + role + " PASSWORD 'newer'",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
        // it is going to fail, and says so until both servers could be asked whether anything runs
        driver.awaitReport(report -> {
            driver.answerRefusedLogin(report.activity());
            return report.activity() instanceof WorkerState.Quiescing quiescing
                    && quiescing.cause() != null
                    && quiescing.cause().code() == FailureCode.LoginRefused;
        });
    }

    private TestDatabase as(String role, String password) {
        return new TestDatabase(source.host(), source.port(), source.name(), role, password);
    }

    @Test
    void nothingHasRecoveredBeforeAnAttemptHasSucceeded() {
        try (var proxy = TcpProxy.to(target.host(), target.port())) {
            var away = new TestDatabase(target.host(), proxy.port(), target.name(), target.user(), target.password());
            driver.plan(EngineDriver.plan(source, away));
            driver.performUpTo(Phase.IncrementalSync);
            var seen = new CopyOnWriteArrayList<WorkerState>();
            engine.onChange(task -> engine.report(task).ifPresent(report -> seen.add(report.activity())));
            proxy.refuse();
            proxy.cut();
            var third = (WorkerState.Retrying) driver.awaitActivity(
                            activity -> activity instanceof WorkerState.Retrying retrying
                                    && retrying.tries().attempt() >= 3)
                    .activity();
            assertThat(seen.stream().dropWhile(activity -> activity instanceof WorkerState.PhaseDone))
                    .isNotEmpty()
                    .allMatch(activity -> activity instanceof WorkerState.Retrying);
            assertThat(third.tries().since()).isNotNull();

            proxy.accept();
            driver.awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(Phase.IncrementalSync)));
            releaseWithoutTheTarget(proxy);
        }
    }

    private void releaseWithoutTheTarget(TcpProxy proxy) {
        proxy.refuse();
        proxy.cut();
        driver.pursue(new Wanted.Release());
        var blocked = (WorkerState.ReleaseBlocked)
                driver.awaitActivity(activity -> activity instanceof WorkerState.ReleaseBlocked)
                        .activity();
        assertThat(source.count("pg_replication_slots WHERE slot_name = '"
                        + CaptureName.of(driver.task().uid(), Direction.Forward) + "'"))
                .as("what can be reached is released")
                .isZero();
        assertThat(blocked.failure().side()).isEqualTo(Side.Target);
        assertThat(blocked.leftBehind()).singleElement().satisfies(left -> {
            assertThat(left).startsWith("On the target database " + target.host() + ":" + proxy.port());
            target.execute(left.substring(left.indexOf(": ") + 2));
            target.execute(left.substring(left.indexOf(": ") + 2)); // does no harm where nothing is left
        });
        assertThat(target.count("datamigration.task")).isZero();
        proxy.accept();
        driver.awaitActivity(activity -> activity instanceof WorkerState.Released);
    }

    private static MigrationPlan limited(MigrationPlan plan, long rowsPerSecond) {
        return PlanCopy.of(plan)
                .fullMigration(new dev.datamigration.api.task.FullMigrationSettings(2, 1000, null, null))
                .limits(new Limits(rowsPerSecond, null, null))
                .plan();
    }
}
