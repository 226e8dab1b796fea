package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.database.DatabaseAccess;
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
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Nothing is said to have stopped or failed before both servers have said that nothing of the task runs on them. */
class StoppedMeansStoppedIT {
    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source;
    private TestDatabase target;
    private TcpProxy proxy;
    private EngineDriver driver;

    @BeforeEach
    void begin() {
        source = PostgresServers.source().createDatabase("stop_source");
        target = PostgresServers.target().createDatabase("stop_target");
        source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        var direct = target.access(Side.Target);
        proxy = TcpProxy.to(direct.host(), direct.port());
        driver = new EngineDriver(engine, through(EngineDriver.plan(source, target)));
        driver.performUpTo(Phase.IncrementalSync);
    }

    private MigrationPlan through(MigrationPlan plan) {
        return with(plan, proxy.before(plan.target()), plan.engine());
    }

    private static MigrationPlan with(MigrationPlan plan, EngineSettings engine) {
        return with(plan, plan.target(), engine);
    }

    private static MigrationPlan with(MigrationPlan plan, DatabaseAccess target, EngineSettings engine) {
        return PlanCopy.of(plan).target(target).engine(engine).plan();
    }

    @AfterEach
    void end() {
        proxy.close();
        engine.close();
    }

    @Test
    void aServerThatCannotBeAskedKeepsTheTaskStopping() {
        silence();
        driver.pursue(new Wanted.Stop());
        var blocked = awaitBlocked();
        assertThat(blocked.cause()).isNull();
        assertThat(blocked.obstacle().code()).isEqualTo(FailureCode.Unreachable);
        assertThat(blocked.obstacle().side()).isEqualTo(Side.Target);
        assertThat(source.taskSessions()).as("on the server that can be asked").isZero();
        assertThat(target.taskSessions()).as("which nobody could end").isPositive();

        speak();
        driver.stop();
        assertThat(target.taskSessions()).isZero();
    }

    @Test
    void aTaskFailsOnlyOnceBothServersWereAskedAndGoesOnOnceNothingIsLeft() throws SQLException {
        silence();
        driver.plan(with(driver.plan(), new EngineSettings(0, null, null, null)));
        driver.pursue(new Wanted.Run(Phase.IncrementalSync));
        source.execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '"
                + CaptureName.of(driver.task().uid(), Direction.Forward) + "'");
        var blocked = awaitBlocked();
        assertThat(blocked.cause()).isNotNull();
        assertThat(blocked.obstacle().side()).isEqualTo(Side.Target);

        speak();
        assertThat(driver.awaitFailure().failure()).isEqualTo(blocked.cause());
        assertThat(target.taskSessions()).isZero();

        try (var left = target.connect();
                var statement = left.createStatement()) {
            statement.execute("SET application_name = 'dm:" + driver.task().uid() + ":apply'");
            var process = left.unwrap(PGConnection.class).getBackendPID();
            driver.resume().perform(Phase.IncrementalSync);
            assertThat(target.count("pg_stat_activity WHERE pid = " + process))
                    .as("a session of an earlier worker")
                    .isZero();
        }
    }

    /** A status that was put back says that all workers have ended, and knows nothing of those since. */
    @Test
    void aStatusThatWasPutBackIsNotBelievedAboutSessions() throws SQLException {
        driver.stop();
        try (var left = target.connect();
                var statement = left.createStatement()) {
            statement.execute("SET application_name = 'dm:" + driver.task().uid() + ":apply'");
            proxy.refuse();
            driver.resume().pursue(new Wanted.Run(Phase.IncrementalSync));
            driver.pursue(new Wanted.Stop());
            assertThat(awaitBlocked().obstacle().side()).as("it worked there").isEqualTo(Side.Target);

            driver.forgetKnown();
            driver.pursue(new Wanted.Run(Phase.Precheck));
            assertThat(awaitBlocked().cause().code()).isEqualTo(FailureCode.PrecheckFailed);
            driver.pursue(new Wanted.Stop());
            assertThat(awaitBlocked().obstacle().side())
                    .as("the source has its slot")
                    .isEqualTo(Side.Target);

            driver.forgetKnown();
            driver.pursue(new Wanted.ReleaseOrphans());
            assertThat(awaitReleaseBlocked("the source has the replication slot", "cannot be asked"))
                    .isEqualTo(Side.Target);
            proxy.accept();
            awaitReleaseBlocked("the target has checkpoints", "is at work on the target");
            assertThat(slots()).isEqualTo(1);
        }
        driver.awaitActivity(activity -> activity instanceof WorkerState.Released);
        assertThat(slots()).isZero();
        assertThat(target.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
    }

    private Side awaitReleaseBlocked(String... texts) {
        var blocked = (WorkerState.ReleaseBlocked) driver.awaitActivity(
                        activity -> activity instanceof WorkerState.ReleaseBlocked found && contains(found, texts))
                .activity();
        assertThat(blocked.failure().code()).isEqualTo(FailureCode.StatusBehind);
        assertThat(blocked.leftBehind()).hasSize(2);
        return blocked.failure().side();
    }

    private static boolean contains(WorkerState.ReleaseBlocked found, String... texts) {
        return Stream.of(texts).allMatch(found.failure().message().toLowerCase(Locale.ROOT)::contains);
    }

    private long slots() {
        return source.count("pg_replication_slots WHERE slot_name = '"
                + CaptureName.of(driver.task().uid(), Direction.Forward) + "'");
    }

    /** What is open stays open and says nothing; what is new is refused. */
    private void silence() {
        proxy.freeze();
        proxy.refuse();
    }

    private void speak() {
        proxy.thaw();
        proxy.accept();
    }

    private WorkerState.Quiescing awaitBlocked() {
        return (WorkerState.Quiescing) driver.awaitActivity(
                        activity -> activity instanceof WorkerState.Quiescing quiescing && quiescing.obstacle() != null)
                .activity();
    }
}
