package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.KnownTask;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds a task up is named, can be ended with the SQL that is printed, and does not hold it up for ever. */
class BlockedByOthersIT {
    private static PostgresInstance server;

    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source;
    private TestDatabase target;
    private TestDatabase elsewhere;
    private EngineDriver driver;

    @BeforeAll
    static void start() {
        server = PostgresInstance.start(18, Map.of("max_prepared_transactions", "5"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void databases() {
        source = server.createDatabase("blocked_source");
        target = server.createDatabase("blocked_target");
        elsewhere = server.createDatabase("elsewhere");
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text)",
                "INSERT INTO account SELECT i, 'owner ' || i FROM generate_series(1, 100) i");
        elsewhere.execute("CREATE TABLE other (id int)");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
    }

    @AfterEach
    void end() {
        engine.close();
        elsewhere
                .query("SELECT gid FROM pg_prepared_xacts")
                .forEach(gid -> elsewhere.execute("ROLLBACK PREPARED '" + gid.replace("'", "''") + "'"));
    }

    private void forgetATransaction() throws SQLException {
        try (var connection = elsewhere.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO other VALUES (1)");
            connection.createStatement().execute("PREPARE TRANSACTION 'it''s forgotten'");
        }
    }

    private WaitingStatus awaitWaiting() {
        return driver.awaitReport(report -> report.details().waiting() != null)
                .details()
                .waiting();
    }

    @Test
    void aPreparedTransactionOfAnotherDatabaseIsNamedAndTheLoadGoesOnWithoutIt() throws SQLException {
        driver.performUpTo(Phase.SchemaMigration);
        forgetATransaction();
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        var waiting = awaitWaiting();
        assertThat(waiting.side()).isEqualTo(Side.Source);
        assertThat(waiting.holder()).contains("it's forgotten", elsewhere.name(), "postgres", "since 20");
        assertThat(waiting.remedy()).contains("connected to the database " + elsewhere.name());

        elsewhere.execute(sql(waiting.remedy(), "ROLLBACK PREPARED .*?';"));
        driver.awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(Phase.FullMigration)));
        assertThat(target.count("account")).isEqualTo(100);
        driver.awaitReport(report -> report.details().waiting() == null);
    }

    @Test
    void waitingHasAnEnd() throws SQLException {
        var patient = driver.plan();
        driver.plan(waitingAtMost(patient, 1));
        driver.performUpTo(Phase.SchemaMigration);
        forgetATransaction();
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        var failure = driver.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.BlockedByOthers);
        assertThat(failure.message()).contains("it's forgotten", elsewhere.name());
        assertThat(source.taskSessions()).isZero();

        elsewhere.execute(sql(failure.remedy(), "ROLLBACK PREPARED .*?';"));
        driver.plan(patient);
        driver.resume().perform(Phase.FullMigration);
        assertThat(target.count("account")).isEqualTo(100);
    }

    @Test
    void aLockOnATableOfTheTargetIsNamedWithWhoHoldsIt() throws SQLException {
        driver.performUpTo(Phase.SchemaMigration);
        try (var holder = target.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SET application_name = 'nightly report'");
            holder.createStatement().execute("LOCK TABLE account IN EXCLUSIVE MODE");
            driver.pursue(new Wanted.Run(Phase.FullMigration));
            var waiting = awaitWaiting();
            assertThat(waiting.side()).isEqualTo(Side.Target);
            assertThat(waiting.holder()).contains("nightly report", "public.account", "idle in transaction");
            target.query(sql(waiting.remedy(), "SELECT pg_terminate_backend\\(\\d+\\)"));
            driver.awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(Phase.FullMigration)));
        } catch (SQLException e) {
            assertThat(e.getMessage()).as("the end of the holder's connection").contains("terminat");
        }
    }

    @Test
    void anotherTaskIsNamedAsSuch() throws SQLException {
        driver.performUpTo(Phase.SchemaMigration);
        var task = KnownTask.orNone();
        try (var other = target.connect()) {
            CheckpointSchema.install(other);
            other.setAutoCommit(false);
            other.createStatement().execute("SET application_name = 'dm:" + task.uid() + ":load'");
            other.createStatement().execute("LOCK TABLE account IN EXCLUSIVE MODE");
            driver.pursue(new Wanted.Run(Phase.FullMigration));
            var waiting = awaitWaiting();
            assertThat(waiting.holder()).contains("the migration task with the uid " + task.uid());
            assertThat(waiting.remedy()).contains("kubectl get migrationtasks -A");
            Kubectl.ofSharedServer()
                    .ifPresent(kubectl -> assertThat(
                                    kubectl.enter(Printed.statement(waiting.remedy(), "kubectl get migrationtasks")))
                            .isEqualTo(task.name()));
            other.rollback();
            driver.awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(Phase.FullMigration)));
        }
    }

    private static String sql(String remedy, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(remedy);
        assertThat(matcher.find()).as(remedy).isTrue();
        return matcher.group();
    }

    private static MigrationPlan waitingAtMost(MigrationPlan plan, int seconds) {
        return PlanCopy.of(plan)
                .engine(new EngineSettings(null, null, null, null, null, seconds))
                .plan();
    }
}
