package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A statement that goes on behind a network that is cut keeps the task from being Stopped, whatever it is. */
@Tag("long")
class FrozenStatementIT {

    private final LocalEngine engine = new LocalEngine();
    private TestDatabase target;
    private TcpProxy proxy;
    private EngineDriver driver;

    @BeforeEach
    void begin() {
        var source = PostgresServers.source().createDatabase("frozen_source");
        target = PostgresServers.target().createDatabase("frozen_target");
        source.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                """
                CREATE FUNCTION public.pass(value text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
                BEGIN
                  IF current_database() LIKE 'frozen_target%' THEN
                    PERFORM pg_advisory_xact_lock_shared(7);
                  END IF;
                  RETURN true;
                END $$
                """,
                "CREATE DOMAIN held AS text CHECK (public.pass(VALUE))",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent, note held)",
                "CREATE INDEX child_note ON child (note)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1, 1, 'one')");
        proxy = TcpProxy.to(target.host(), target.port());
        var plan = EngineDriver.plan(source, target);
        driver = new EngineDriver(
                engine,
                PlanCopy.of(plan)
                        .target(proxy.before(target.access(Side.Target)))
                        .plan());
    }

    @AfterEach
    void end() {
        proxy.close();
        engine.close();
    }

    /** A lock of somebody else holds the statement on the server, for as long as the test wants. */
    @ParameterizedTest
    @CsvSource({
        "SchemaMigration, FullMigration, SELECT pg_advisory_xact_lock(7), COPY%",
        "SchemaMigration, FullMigration, LOCK TABLE child IN ROW EXCLUSIVE MODE, CREATE%INDEX%",
        "FullMigration, IncrementalSync, LOCK TABLE parent, %VALIDATE CONSTRAINT%",
    })
    void keepsTheTaskStopping(Phase before, Phase phase, String lock, String statement) throws Exception {
        driver.performUpTo(before);
        try (var holder = target.connect();
                var locking = holder.createStatement()) {
            holder.setAutoCommit(false);
            locking.execute(lock);
            driver.pursue(new Wanted.Run(phase));
            await().until(() -> waiting(statement) > 0);
            proxy.freeze();
            proxy.refuse();
            driver.pursue(new Wanted.Stop());
            var blocked = (WorkerState.Quiescing) driver.awaitActivity(activity ->
                            activity instanceof WorkerState.Quiescing quiescing && quiescing.obstacle() != null)
                    .activity();
            assertThat(blocked.obstacle().side()).isEqualTo(Side.Target);
            assertThat(waiting(statement)).as("nobody could end it").isPositive();
            proxy.thaw();
            proxy.accept();
            driver.awaitActivity(activity -> activity instanceof WorkerState.Stopped);
            assertThat(target.taskSessions()).isZero();
        }
        driver.resume().performUpTo(Phase.IncrementalSync);
        assertThat(target.count("child")).isEqualTo(1);
    }

    private long waiting(String statement) {
        return target.count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                + " AND application_name LIKE 'dm:%' AND query LIKE '" + statement + "'");
    }
}
