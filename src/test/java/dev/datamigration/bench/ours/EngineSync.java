package dev.datamigration.bench.ours;

import dev.datamigration.api.Phase;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.Arrival;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.TestDatabase;

/** Applies a backlog by the engine: a task that was stopped is run again. */
public final class EngineSync implements Contender {
    private final EngineDriver driver;
    private final TestDatabase target;
    private final Arrival arrival;

    /** Moves everything and stops; what is written from now on is the backlog. */
    public EngineSync(TestDatabase source, TestDatabase target, MigrationEngine engine, Arrival arrival) {
        this.target = target;
        this.arrival = arrival;
        driver = new EngineDriver(engine, Plans.incremental(source, target));
        Prechecked.performUpTo(Phase.IncrementalSync, driver);
        driver.stop();
    }

    @Override
    public String name() {
        return "ours, IncrementalSync run again";
    }

    @Override
    public double seconds() {
        var watch = Stopwatch.start();
        driver.pursue(new Wanted.Run(Phase.IncrementalSync));
        arrival.awaitIn(target);
        var seconds = watch.seconds();
        driver.stop();
        return seconds;
    }

    /** Gives the source's slot back. */
    public void release() {
        driver.release();
    }
}
