package dev.datamigration.engine.remote;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.engine.Goal;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.transfer.release.HeldResources;
import java.util.List;

/** Says what is said of a task whose worker is elsewhere, from what was last heard of it. Pure. */
final class ReportDerivation {
    private ReportDerivation() {}

    /**
     * A report of the epoch that is wanted.
     *
     * @param epoch of the worker that is wanted
     * @param goal that is wanted, or null where this operator has not said anything yet
     * @param last that was heard, or null
     * @param trouble why nothing is heard, or null while that is no reason to worry
     */
    static Report of(long epoch, Goal goal, Report last, Failure trouble) {
        var known = last != null && last.epoch() >= epoch ? last : new Report(epoch, beginning(goal), details(last));
        return trouble == null || atRest(known.activity())
                ? known
                : new Report(known.epoch(), troubled(known.activity(), goal, trouble), unmeasured(known.details()));
    }

    /** How far behind the target is nobody can tell meanwhile. */
    private static WorkerDetails unmeasured(WorkerDetails found) {
        return new WorkerDetails(
                found.precheck(),
                found.schema(),
                found.full(),
                unmeasured(found.incremental()),
                found.verification(),
                unmeasured(found.reverseIncrement()),
                found.reverseVerification(),
                found.switchover(),
                null,
                null,
                found.schemaComparison(),
                null,
                found.retainedLog(),
                found.modification());
    }

    private static IncrementalStatus unmeasured(IncrementalStatus found) {
        return found == null ? null : found.unmeasured();
    }

    /** As a local engine has it between being told something and beginning with it. */
    private static WorkerState beginning(Goal goal) {
        if (goal == null) {
            return new WorkerState.Running(null);
        }
        return goal.wanted() instanceof Wanted.Run run
                ? new WorkerState.Running(run.phase())
                : new WorkerState.Quiescing();
    }

    /** What an earlier worker found out is true still. */
    private static WorkerDetails details(Report last) {
        return last == null ? WorkerDetails.NONE : last.details();
    }

    private static WorkerState troubled(WorkerState activity, Goal goal, Failure trouble) {
        if (goal != null && goal.isRelease()) {
            return new WorkerState.ReleaseBlocked(trouble, holdings(goal));
        }
        return goal != null && goal.wanted() instanceof Wanted.Stop
                ? new WorkerState.Quiescing(null, trouble, null, 0)
                : new WorkerState.Retrying(phase(activity), trouble, 1);
    }

    /** A worker that has come to rest need not be heard any more. */
    private static boolean atRest(WorkerState activity) {
        return activity instanceof WorkerState.Stopped
                || activity instanceof WorkerState.Failed
                || activity instanceof WorkerState.Superseded
                || activity instanceof WorkerState.Released;
    }

    private static Phase phase(WorkerState activity) {
        if (activity instanceof WorkerState.Running running) {
            return running.phase();
        }
        if (activity instanceof WorkerState.PhaseDone done) {
            return done.phase();
        }
        return activity instanceof WorkerState.Retrying retrying ? retrying.phase() : null;
    }

    private static List<String> holdings(Goal goal) {
        var plan = goal.plan();
        var task = goal.task().uid();
        return List.of(HeldResources.on(plan.source(), task), HeldResources.on(plan.target(), task));
    }
}
