package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.Pooler;
import dev.datamigration.testing.proxy.TcpProxy;
import dev.datamigration.transfer.precheck.Precheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that a precheck does not reach, or loses: which are waited for, and which are asked about sessions. */
class PrecheckContactIT {

    private final LocalEngine engine = new LocalEngine();
    private TestDatabase target;
    private TcpProxy proxy;
    private EngineDriver driver;

    @BeforeEach
    void begin() {
        var source = PostgresServers.source().createDatabase("lost_source");
        target = PostgresServers.target().createDatabase("lost_target");
        source.execute("CREATE TABLE t (id int PRIMARY KEY)");
        target.execute("CREATE TABLE t (id int PRIMARY KEY)");
        proxy = TcpProxy.to(target.host(), target.port());
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
        driver.plan(with(proxy.before(driver.plan().target())));
    }

    private MigrationPlan with(DatabaseAccess otherTarget) {
        var plan = driver.plan();
        return PlanCopy.of(plan).target(otherTarget).plan();
    }

    @AfterEach
    void end() {
        proxy.close();
        engine.close();
    }

    @Test
    void aServerThatIsLostIsWaitedFor() throws Exception {
        try (var holder = target.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE t");
            driver.pursue(new Wanted.Run(Phase.Precheck));
            await().until(() -> target.count(
                            "pg_stat_activity WHERE datname = current_database()" + " AND wait_event_type = 'Lock'")
                    > 0);
            proxy.refuse();
            proxy.cut();
            assertUnreachable(driver.awaitActivity(PrecheckContactIT::waits).activity());
            // nothing listens any more: the next attempt does not get as far as the first
            driver.awaitActivity(activity ->
                    waits(activity) && ((WorkerState.Retrying) activity).tries().attempt() > 1);
            holder.rollback();
        }
        proxy.accept();
        var report = driver.awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(Phase.Precheck)));
        assertThat(Precheck.passed(report.details().precheck())).isTrue();
    }

    @Test
    void aServerThatWasNeverReachedKeepsNobodyFromStopping() {
        proxy.refuse();
        assertThat(Precheck.passed(driver.perform(Phase.Precheck).details().precheck()))
                .isFalse();
        driver.stop();
        // nor does it once the next worker knows that
        assertThat(Precheck.passed(
                        driver.resume().perform(Phase.Precheck).details().precheck()))
                .isFalse();
        driver.stop();
        driver.resume().pursue(new Wanted.ReleaseOrphans());
        var blocked = (WorkerState.ReleaseBlocked)
                driver.awaitActivity(activity -> activity instanceof WorkerState.ReleaseBlocked)
                        .activity();
        assertThat(blocked.failure().code()).isEqualTo(FailureCode.Unreachable);
        assertThat(blocked.leftBehind()).singleElement().asString().contains("target database");
    }

    /** Whether it refuses our parameters, or drops them: a session of ours is none behind a pooler. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPoolerIsNamedAndNothingIsHeldBehindIt(boolean letsIn) {
        try (var pooler = Pooler.before(target.access(Side.Target), letsIn)) {
            driver.plan(with(pooler.access()));
            var precheck = driver.perform(Phase.Precheck).details().precheck();
            assertThat(precheck.items())
                    .filteredOn(item -> item.status() == PrecheckItemStatus.Failed)
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.name()).isEqualTo("DirectConnection");
                        assertThat(item.side()).isEqualTo(Side.Target);
                        assertThat(item.message()).contains("pooler");
                        assertThat(item.remedy()).contains("spec.target.host");
                    });
        }
        // it is gone, and nobody needs it
        driver.stop();
    }

    @Test
    void aServerThatAnEarlierWorkerMayHaveReachedIsAsked() {
        proxy.refuse();
        driver.resume().pursue(new Wanted.Run(Phase.Precheck));
        var stopping = (WorkerState.Quiescing) driver.awaitActivity(
                        activity -> activity instanceof WorkerState.Quiescing quiescing && quiescing.obstacle() != null)
                .activity();
        assertThat(stopping.cause().code()).as("told at once").isEqualTo(FailureCode.PrecheckFailed);
        assertThat(stopping.obstacle().code()).isEqualTo(FailureCode.Unreachable);
        assertThat(stopping.obstacle().side()).isEqualTo(Side.Target);
        proxy.accept();
        assertThat(driver.awaitFailure().failure().code()).isEqualTo(FailureCode.PrecheckFailed);
    }

    @Test
    void aPrecheckHasFailedOnceNothingIsLeftOfIt() throws Exception {
        target.execute("INSERT INTO t VALUES (1)");
        try (var left = target.connect();
                var statement = left.createStatement()) {
            statement.execute("SET application_name = 'dm:" + driver.task().uid() + ":precheck'");
            assertThat(Precheck.passed(driver.perform(Phase.Precheck).details().precheck()))
                    .isFalse();
            // a server needs a moment to let a session go whose client has closed it
            await().until(() -> target.count("pg_stat_activity WHERE application_name LIKE 'dm:"
                            + driver.task().uid() + "%'")
                    == 0);
        }
    }

    private static boolean waits(WorkerState activity) {
        return activity instanceof WorkerState.Retrying retrying
                && retrying.tries().next() != null;
    }

    private static void assertUnreachable(WorkerState activity) {
        var failure = ((WorkerState.Retrying) activity).failure();
        assertThat(failure.code()).isEqualTo(FailureCode.Unreachable);
        assertThat(failure.side()).isEqualTo(Side.Target);
    }
}
