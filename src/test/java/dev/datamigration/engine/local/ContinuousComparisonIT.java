package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.ContinuousVerificationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker compares on and on beside the synchronisation, rests in a switchover, and goes on after it was given up. */
class ContinuousComparisonIT {
    private final LocalEngine engine = new LocalEngine();

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void itRestsInASwitchover() {
        var source = PostgresServers.source().createDatabase("engine_source");
        var target = PostgresServers.target().createDatabase("engine_target");
        source.execute(
                "CREATE TABLE account (id int PRIMARY KEY)", "INSERT INTO account SELECT generate_series(1, 100)");
        var driver = new EngineDriver(engine, comparingOn(EngineDriver.plan(source, target)));
        driver.performUpTo(Phase.FullVerification);
        target.execute("DELETE FROM account WHERE id = 5");
        driver.awaitReport(report -> repaired(report) == 1);

        driver.pursue(
                new Wanted.Run(Phase.ForwardSwitchover, new StepWork.Hold(1, SwitchoverStep.StartForwardSwitchover)));
        var thread = "compare-Forward-" + driver.task().uid();
        await().until(() -> !runs(thread));
        target.execute("DELETE FROM account WHERE id = 6");
        source.execute("INSERT INTO account VALUES (101)");
        await().until(() -> target.count("account WHERE id = 101") == 1);
        assertThat(runs(thread)).isFalse();
        assertThat(target.count("account WHERE id = 6")).isZero();

        driver.perform(Phase.FullVerification);
        driver.awaitReport(report -> repaired(report) == 2);
        assertThat(target.count("account")).isEqualTo(101);
        driver.stop();
        assertThat(target.taskSessions()).isZero();
    }

    private static boolean runs(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(running -> running.getName().equals(thread));
    }

    private static long repaired(Report report) {
        var found = report.details().verification();
        return found == null || found.repair() == null ? 0 : found.repair().repaired();
    }

    private static MigrationPlan comparingOn(MigrationPlan plan) {
        return PlanCopy.of(plan)
                .fullVerification(new FullVerificationSettings(
                        null,
                        null,
                        null,
                        null,
                        null,
                        new RepairSettings(RepairMode.Apply, null),
                        new ContinuousVerificationSettings(true, null, 1, null)))
                .plan();
    }
}
