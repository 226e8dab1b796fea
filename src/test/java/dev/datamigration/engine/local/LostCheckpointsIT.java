package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checkpoints that say less than the status, or more, are told from those of a first time. */
class LostCheckpointsIT {
    private final LocalEngine engine = new LocalEngine();
    private final TestDatabase source = PostgresServers.source().createDatabase("lost_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("lost_target");
    private final EngineDriver driver = new EngineDriver(engine, EngineDriver.plan(source, target));

    @AfterEach
    void end() {
        driver.release();
        engine.close();
    }

    @Test
    void whatTheStatusKnowsIsMissing() {
        source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item SELECT generate_series(1, 1000)");
        driver.performUpTo(Phase.FullVerification);
        driver.stop();
        var early = target.queryOne("SELECT position FROM datamigration.applied");
        source.execute("INSERT INTO item VALUES (1001)");
        driver.resume().perform(Phase.FullVerification);
        driver.awaitReport(report -> told(early));
        driver.stop();

        target.execute("UPDATE datamigration.applied SET position = '" + early + "'");
        expect(FailureCode.CheckpointsBehind, "end at " + early);

        target.execute("DROP SCHEMA datamigration CASCADE", "DELETE FROM item WHERE id > 1");
        expect(FailureCode.CheckpointsBehind, "has no checkpoints");
        assertThat(target.count("item")).isOne();
    }

    /** Whether the slot was told of more than that. */
    private boolean told(String position) {
        return source.queryOne("SELECT confirmed_flush_lsn > '" + position + "'::pg_lsn FROM pg_replication_slots"
                        + " WHERE database = current_database()")
                .equals("t");
    }

    @Test
    void theStatusKnowsLess() {
        source.execute("CREATE TABLE item (id int PRIMARY KEY)");
        driver.performUpTo(Phase.IncrementalSync);
        driver.stop();
        target.execute("UPDATE datamigration.task SET epoch = 17");
        expect(FailureCode.StatusBehind, "worker 17");
        var known = driver.awaitReport(report -> true).details().checkpoints();
        assertThat(known.target().epoch())
                .as("from which the next worker's is counted")
                .isEqualTo(17);
        while (driver.epoch() < 17) {
            driver.resume();
        }
        driver.resume().perform(Phase.IncrementalSync);
    }

    private void expect(FailureCode code, String told) {
        driver.resume().pursue(new Wanted.Run(Phase.FullVerification));
        var failure = driver.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.side()).isEqualTo(Side.Target);
        assertThat(failure.message()).contains(told);
    }
}
