package dev.datamigration.testing;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An engine that moves nothing. By itself it runs what it is told, stops and releases at once and ends no phase; a
 * script may answer goals otherwise, and a test may report what it likes at any time.
 */
public final class FakeEngine implements MigrationEngine {
    private final Map<TaskId, Goal> goals = new ConcurrentHashMap<>();
    private final Map<TaskId, Report> reports = new ConcurrentHashMap<>();
    private final List<Goal> pursued = new CopyOnWriteArrayList<>();
    private final List<TaskId> forgotten = new CopyOnWriteArrayList<>();
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();
    private volatile Function<Goal, WorkerState> script = goal -> obey(goal.wanted());
    private volatile WorkerDetails details = WorkerDetails.NONE;
    private volatile Function<Goal, WorkerDetails> found;
    private final AtomicReference<Runnable> interference = new AtomicReference<>();

    /** A comparison that found one table equal. */
    public static final VerificationStatus VERIFIED =
            new VerificationStatus(0L, false, 100, 1, 1, true, 1L, 0L, 0L, 0L, null, null);

    private static WorkerState obey(Wanted wanted) {
        if (wanted instanceof Wanted.Run run) {
            return new WorkerState.Running(run.phase());
        }
        return wanted instanceof Wanted.Stop ? new WorkerState.Stopped() : new WorkerState.Released();
    }

    /** An engine that ends every phase as soon as it is told to run it. */
    public static FakeEngine endingEveryPhase() {
        return new FakeEngine()
                .answering(wanted ->
                        wanted instanceof Wanted.Run run ? new WorkerState.PhaseDone(run.phase()) : obey(wanted));
    }

    /** As {@link #endingEveryPhase}, and every step of a switchover is done as soon as it is to be performed. */
    public static FakeEngine switchingOver() {
        var engine = endingEveryPhase();
        engine.found = FakeEngine::switchedOver;
        return engine;
    }

    /** As {@link #switchingOver}, but the steps that a person can skip fail, however often they are tried. */
    public static FakeEngine failingAtSteps() {
        var engine = endingEveryPhase();
        engine.found = goal -> {
            var wanted = goal.wanted();
            return wanted instanceof Wanted.Run run
                            && run.switchover() instanceof StepWork.Perform step
                            && step.step() != SwitchoverStep.ProcessDatabaseObjects
                            && step.step() != SwitchoverStep.StartReverseIncrement
                    ? details(goal, failed(step))
                    : switchedOver(goal);
        };
        return engine;
    }

    private static StepReport failed(StepWork.Perform step) {
        var failed = new StepReport.Step(
                step.round(), step.step(), step.attempt(), StepState.Failed, "it did not work", List.of());
        return new StepReport(failed, null, null, null);
    }

    private static WorkerDetails switchedOver(Goal goal) {
        var work = goal.wanted() instanceof Wanted.Run run ? run.switchover() : null;
        return details(goal, report(work));
    }

    private static WorkerDetails details(Goal goal, StepReport step) {
        return new WorkerDetails(
                null, null, null, null, VERIFIED, null, null, step, claimed(goal), null, null, null, null, null);
    }

    /** As a worker does before anything else that is no precheck. */
    private static CheckpointsStatus claimed(Goal goal) {
        return goal.wanted() instanceof Wanted.Run run && run.phase() != Phase.Precheck
                ? new CheckpointsStatus(null, new CheckpointStatus(null, null, goal.epoch(), null, null, null))
                : null;
    }

    private static StepReport report(StepWork work) {
        if (work instanceof StepWork.Perform step) {
            var done =
                    new StepReport.Step(step.round(), step.step(), step.attempt(), StepState.Done, "done", List.of());
            return new StepReport(done, null, null, null);
        }
        if (work instanceof StepWork.Abort abort) {
            return new StepReport(null, abort.switchover(), null, null);
        }
        return work instanceof StepWork.Finish finish ? new StepReport(null, finish.switchover(), null, null) : null;
    }

    /** What every goal from now on is answered with. */
    public FakeEngine answering(Function<Wanted, WorkerState> answers) {
        script = goal -> answers.apply(goal.wanted());
        return this;
    }

    /** What every goal from now on is answered with, and what every report from now on carries, by task. */
    public FakeEngine answering(Function<Goal, WorkerState> answers, Function<Goal, WorkerDetails> finding) {
        script = answers;
        found = finding;
        return this;
    }

    /** What every report from now on carries. */
    public FakeEngine finding(WorkerDetails found) {
        details = found;
        return this;
    }

    @Override
    public void pursue(Goal goal) {
        pursued.add(goal);
        var last = goals.get(goal.task());
        if (last != null && goal.epoch() < last.epoch()) {
            return;
        }
        goals.put(goal.task(), goal);
        report(goal.task(), goal.epoch(), script.apply(goal));
    }

    /** The task's worker says this from now on; whoever listens is told. */
    public void report(TaskId task, WorkerState activity) {
        report(task, goals.get(task).epoch(), activity);
    }

    private void report(TaskId task, long epoch, WorkerState activity) {
        reports.put(task, new Report(epoch, activity, details(task)));
        listeners.forEach(listener -> listener.accept(task));
    }

    private WorkerDetails details(TaskId task) {
        var goal = goals.get(task);
        return found == null || goal == null ? details : found.apply(goal);
    }

    /** The task's worker knows this from now on; nobody is told. */
    public void find(TaskId task, WorkerDetails found) {
        details = found;
        reports.computeIfPresent(task, (id, last) -> new Report(last.epoch(), last.activity(), found));
    }

    /** Does this while the next report is asked for: between the look at a task and the decision about it. */
    public void whileAskedNext(Runnable something) {
        interference.set(something);
    }

    @Override
    public Optional<Report> report(TaskId task) {
        var something = interference.getAndSet(null);
        if (something != null) {
            something.run();
        }
        return Optional.ofNullable(reports.get(task));
    }

    @Override
    public void forget(TaskId task) {
        goals.remove(task);
        reports.remove(task);
        forgotten.add(task);
    }

    @Override
    public void onChange(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        // nothing runs
    }

    /** Every goal so far, repeated and refused ones included. */
    public List<Goal> pursued() {
        return List.copyOf(pursued);
    }

    public Goal lastGoal() {
        return pursued.get(pursued.size() - 1);
    }

    public List<TaskId> forgotten() {
        return List.copyOf(forgotten);
    }
}
