package dev.datamigration.bench.ours;

import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.Moved;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.TestDatabase;
import java.time.Duration;
import java.util.Set;

/** The rows of a table by the engine: from the goal of the full migration until its keys are next. */
public record EngineLoad(BenchServers servers, TestDatabase source, MigrationEngine engine) implements Contender {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Set<String> AFTER_COPYING = Set.of("Indexing", "Done");

    @Override
    public String name() {
        return "ours, copying alone";
    }

    @Override
    public double seconds() {
        var target = servers.createTarget();
        var driver = new EngineDriver(engine, Plans.load(source, target));
        Prechecked.performUpTo(Phase.SchemaMigration, driver);
        var watch = Stopwatch.start();
        driver.pursue(new Wanted.Run(Phase.FullMigration));
        await("rows are copied").pollInterval(POLL).until(() -> hasCopied(driver.report()));
        var seconds = watch.seconds();
        driver.perform(Phase.FullMigration);
        new Moved(source).checkAll(target);
        driver.release();
        servers.drop(target);
        return seconds;
    }

    /** Fills an empty database, and leaves nothing else in it. */
    public static void fill(TestDatabase source, TestDatabase target, MigrationEngine engine) {
        var driver = new EngineDriver(engine, Plans.load(source, target));
        Prechecked.performUpTo(Phase.FullMigration, driver);
        driver.release();
    }

    private static boolean hasCopied(Report report) {
        if (report.activity() instanceof WorkerState.Failed failed) {
            throw new IllegalStateException(failed.failure().toString());
        }
        var load = report.details().full();
        return load != null && AFTER_COPYING.contains(load.stage());
    }
}
