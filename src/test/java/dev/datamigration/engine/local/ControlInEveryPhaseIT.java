package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stop, resume and end while each phase is under way, as soon as it has begun. */
class ControlInEveryPhaseIT {
    private final LocalEngine engine = new LocalEngine();
    private TestDatabase source;
    private TestDatabase target;
    private EngineDriver driver;

    @BeforeEach
    void databases() {
        source = PostgresServers.source().createDatabase("control_source");
        target = PostgresServers.target().createDatabase("control_target");
        source.execute(
                "CREATE TABLE parent (id int PRIMARY KEY, name text)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent, note text)",
                "CREATE INDEX ON child (note)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO parent SELECT i, 'parent ' || i FROM generate_series(1, 5000) i",
                "INSERT INTO child SELECT i, i % 5000 + 1, 'child ' || i FROM generate_series(1, 20000) i",
                "INSERT INTO log SELECT 'line ' || i % 100 FROM generate_series(1, 1000) i");
        driver = new EngineDriver(engine, EngineDriver.plan(source, target));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void stopAndResumeInEveryPhase() {
        for (var phase : EnumSet.range(Phase.Precheck, Phase.FullVerification)) {
            begin(phase);
            driver.stop();
            assertThat(source.taskSessions())
                    .as("left on the source in %s", phase)
                    .isZero();
            assertThat(target.taskSessions())
                    .as("left on the target in %s", phase)
                    .isZero();
            source.execute("UPDATE child SET note = note || '" + phase + "' WHERE id % 7 = " + phase.ordinal());
            driver.resume().perform(phase);
        }
        assertThat(DatabaseComparer.compare(source, target)).isNotEmpty().allMatch(table -> table.same());
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void endInEveryPhaseLeavesNothingOfOurs(Phase phase) {
        begin(phase);
        driver.release();
        assertThat(source.taskSessions() + target.taskSessions()).isZero();
        var name = "'" + CaptureName.of(driver.task().uid(), Direction.Forward) + "'";
        assertThat(source.count("pg_replication_slots WHERE slot_name = " + name))
                .isZero();
        assertThat(source.count("pg_publication WHERE pubname = " + name)).isZero();
        assertThat(target.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
    }

    /** Earlier phases are done, and the work of this one is under way (or just done, where it is quick). */
    private void begin(Phase phase) {
        if (phase != Phase.Precheck) {
            driver.performUpTo(Phase.values()[phase.ordinal() - 1]);
        }
        driver.pursue(new Wanted.Run(phase));
        driver.awaitActivity(activity ->
                activity.equals(new WorkerState.Running(phase)) || activity.equals(new WorkerState.PhaseDone(phase)));
    }
}
