package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.database.LivenessBounds;
import dev.datamigration.database.postgres.liveness.ConnectionWatch;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that keeps its connections open and says nothing is noticed, and gone on with when it speaks again. */
class LivenessPolicyIT {

    private static final LivenessBounds SHORT =
            new LivenessBounds(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source;
    private TestDatabase target;
    private TcpProxy toSource;
    private TcpProxy toTarget;
    private EngineDriver driver;

    @BeforeEach
    void begin() {
        ConnectionWatch.configure(SHORT);
        source = PostgresServers.source().createDatabase("silent_source");
        target = PostgresServers.target().createDatabase("silent_target");
        source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        toSource = TcpProxy.to(source.host(), source.port());
        toTarget = TcpProxy.to(target.host(), target.port());
        var plan = EngineDriver.plan(source, target);
        driver = new EngineDriver(
                engine,
                PlanCopy.of(plan)
                        .source(toSource.before(source.access(Side.Source)))
                        .target(toTarget.before(target.access(Side.Target)))
                        .plan());
        driver.performUpTo(Phase.IncrementalSync);
        // else its connection may be on its way to a server that says nothing, which the end of the attempt waits for
        driver.awaitReport(report -> report.details().schemaComparison() != null);
    }

    @AfterEach
    void end() {
        ConnectionWatch.configure(LivenessBounds.DEFAULT);
        toSource.close();
        toTarget.close();
        engine.close();
    }

    @Test
    void ofTheTargetWhileRowsWait() {
        ConnectionWatch.configure(LivenessBounds.DEFAULT); // long enough for the latency to be seen growing
        toTarget.freeze();
        source.execute("INSERT INTO t VALUES (2)");
        driver.awaitReport(report -> lagsBehind(report.details().incremental()));
        ConnectionWatch.configure(SHORT);
        assertUnreachable(Side.Target);
        toTarget.thaw();
        awaitRow();
    }

    private static boolean lagsBehind(IncrementalStatus status) {
        return status.latencyMillis() != null && status.latencyMillis() > 2_000;
    }

    @Test
    void ofTheSource() {
        toSource.freeze();
        source.execute("INSERT INTO t VALUES (2)");
        assertUnreachable(Side.Source);
        toSource.thaw();
        awaitRow();
    }

    /**
     * The sender believes that it has sent everything, and hears from us every second; the source answers on every other
     * connection, and its log grows.
     */
    @Test
    void ofTheLogAlone() {
        toSource.swallow(Integer.parseInt(source.queryOne("SELECT client_port FROM pg_stat_replication"
                + " WHERE application_name LIKE 'dm:" + driver.task().uid() + "%'")));
        source.execute("INSERT INTO t VALUES (2)");
        assertUnreachable(Side.Source);
        awaitRow();
    }

    private void assertUnreachable(Side side) {
        var retrying =
                (WorkerState.Retrying) driver.awaitActivity(activity -> activity instanceof WorkerState.Retrying waiting
                                && waiting.failure().side() == side)
                        .activity();
        assertThat(retrying.failure().code()).isEqualTo(FailureCode.Unreachable);
    }

    private void awaitRow() {
        await().until(() -> target.count("t WHERE id = 2") == 1);
    }
}
