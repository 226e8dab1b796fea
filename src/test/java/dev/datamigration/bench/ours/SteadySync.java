package dev.datamigration.bench.ours;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.bench.server.Arrival;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.TestDatabase;

/** A task whose synchronisation runs while somebody measures, alone or beside a full verification that does not end. */
public final class SteadySync {
    private final EngineDriver driver;
    private final TestDatabase target;
    private final Arrival arrival;
    private long comparisons;

    /** Moves everything and stops. */
    public SteadySync(TestDatabase source, TestDatabase target, MigrationEngine engine, Arrival arrival) {
        this.target = target;
        this.arrival = arrival;
        driver = new EngineDriver(engine, Plans.all(source, target));
        Prechecked.performUpTo(Phase.IncrementalSync, driver);
        driver.stop();
    }

    /** Returns once everything so far is applied. */
    public void start(TestDatabase source) {
        driver.pursue(new Wanted.Run(Phase.IncrementalSync));
        arrival.write(source);
        arrival.awaitIn(target);
    }

    /** Compares everything, anew. */
    public void compare() {
        driver.plan(verifiedAs(++comparisons));
        driver.pursue(new Wanted.Run(Phase.FullVerification));
    }

    /** Returns whether a comparison that was asked for has ended. */
    public boolean hasCompared() {
        var found = driver.report().details().verification();
        return found != null && found.consistent() != null && found.runNonce() == comparisons;
    }

    private MigrationPlan verifiedAs(long runNonce) {
        var plan = driver.plan();
        var old = plan.fullVerification();
        return PlanCopy.of(plan)
                .fullVerification(new FullVerificationSettings(
                        old.skip(),
                        old.parallelism(),
                        old.chunkRows(),
                        old.mismatchLimit(),
                        runNonce,
                        old.repair(),
                        old.continuous()))
                .plan();
    }

    public void stop() {
        driver.stop();
    }

    /** Gives the source's slot back. */
    public void release() {
        driver.release();
    }
}
