package dev.datamigration.testing;

import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Commands an engine as the reconciler would, without Kubernetes. */
public final class EngineDriver {

    private final MigrationEngine engine;
    private final TaskId task;
    private MigrationPlan plan;
    private CheckpointsStatus known;
    private long epoch = 1;
    private long quietEpoch;
    private Wanted wanted;

    public EngineDriver(MigrationEngine engine, MigrationPlan plan) {
        this(engine, new TaskId("test", "task", UUID.randomUUID().toString()), plan);
    }

    private EngineDriver(MigrationEngine engine, TaskId task, MigrationPlan plan) {
        this.engine = engine;
        this.task = task;
        this.plan = plan;
    }

    /** Commands another engine about the same task, with the same epoch. */
    public EngineDriver on(MigrationEngine other) {
        var driver = new EngineDriver(other, task, plan);
        driver.epoch = epoch;
        return driver;
    }

    /** A plan for everything in the schema public, with every kind of migration. */
    public static MigrationPlan plan(TestDatabase source, TestDatabase target) {
        return PlanCopy.plan(
                source.access(Side.Source),
                target.access(Side.Target),
                Set.of(
                        MigrationType.Schema,
                        MigrationType.Full,
                        MigrationType.Incremental,
                        MigrationType.FullVerification),
                new ObjectSelection(List.of("public.*"), null, null, null),
                new PrecheckSettings(null),
                FullMigrationSettings.DEFAULT,
                IncrementalSyncSettings.DEFAULT,
                FullVerificationSettings.DEFAULT,
                Limits.DEFAULT,
                EngineSettings.DEFAULT);
    }

    public TaskId task() {
        return task;
    }

    public MigrationPlan plan() {
        return plan;
    }

    /** Takes a new plan for the goals to come. */
    public void plan(MigrationPlan newer) {
        plan = newer;
    }

    /** Asks for a new worker from the next goal on, as a resume does. */
    public EngineDriver resume() {
        epoch++;
        return this;
    }

    /** As a status that was put back to before it knew anything of what was done. */
    public void forgetKnown() {
        engine.forget(task);
        known = null;
    }

    public Report report() {
        return engine.report(task).orElseThrow();
    }

    public long epoch() {
        return epoch;
    }

    public void pursue(Wanted wanted) {
        this.wanted = wanted;
        engine.report(task).ifPresent(this::note);
        engine.pursue(new Goal(task, epoch, wanted, plan, 0, quietEpoch, known));
    }

    /** As the status does. */
    private void note(Report report) {
        known = report.details().checkpoints();
        if (report.activity() instanceof WorkerState.Stopped || report.activity() instanceof WorkerState.Failed) {
            quietEpoch = report.epoch();
        }
    }

    /** Where a login was refused, the operator reads the Secret again and says so. */
    public void answerRefusedLogin(WorkerState activity) {
        if (activity instanceof WorkerState.Retrying retrying && retrying.refusal() > 0) {
            engine.pursue(new Goal(task, epoch, wanted, plan, retrying.refusal(), quietEpoch, known));
        }
    }

    /** Brings one phase to its end. */
    public Report perform(Phase phase) {
        pursue(new Wanted.Run(phase));
        return awaitActivity(activity -> activity.equals(new WorkerState.PhaseDone(phase)));
    }

    /** Brings all phases up to this one to their end. */
    public Report performUpTo(Phase last) {
        Report report = null;
        for (var phase : Phase.values()) {
            if (phase.compareTo(last) <= 0) {
                report = perform(phase);
            }
        }
        return report;
    }

    public Report stop() {
        pursue(new Wanted.Stop());
        return awaitActivity(activity -> activity instanceof WorkerState.Stopped);
    }

    public Report release() {
        pursue(new Wanted.Release());
        return awaitActivity(activity -> activity instanceof WorkerState.Released);
    }

    /** Waits for a failure that will not pass by itself. */
    public WorkerState.Failed awaitFailure() {
        return (WorkerState.Failed) awaitReport(report -> {
                    answerRefusedLogin(report.activity());
                    return report.activity() instanceof WorkerState.Failed;
                })
                .activity();
    }

    public Report awaitActivity(Predicate<WorkerState> wanted) {
        return awaitReport(report -> {
            answerRefusedLogin(report.activity());
            if (report.activity() instanceof WorkerState.Failed failed && !wanted.test(failed)) {
                throw new AssertionError("failed in " + failed.phase() + ": " + failed.failure());
            }
            return wanted.test(report.activity());
        });
    }

    public Report awaitReport(Predicate<Report> wanted) {
        return await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> engine.report(task).filter(report -> report.epoch() == epoch),
                        found -> found.map(wanted::test).orElse(false))
                .orElseThrow();
    }
}
