package dev.datamigration.bench.ours;

import dev.datamigration.api.Phase;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.TestDatabase;

/** A full verification by the engine of two databases that hold the same. */
public record EngineVerification(TestDatabase source, TestDatabase target, MigrationEngine engine)
        implements Contender {
    @Override
    public String name() {
        return "ours, FullVerification";
    }

    @Override
    public double seconds() {
        var driver = new EngineDriver(engine, Plans.verification(source, target));
        Prechecked.precheck(driver);
        var watch = Stopwatch.start();
        var report = driver.perform(Phase.FullVerification);
        var seconds = watch.seconds();
        if (!Boolean.TRUE.equals(report.details().verification().consistent())) {
            throw new IllegalStateException(report.details().verification().toString());
        }
        driver.release();
        return seconds;
    }
}
