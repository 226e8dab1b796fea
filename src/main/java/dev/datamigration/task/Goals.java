package dev.datamigration.task;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Goal.Wanted;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.task.observation.Observer;

/** Directives as an engine takes them. */
final class Goals {
    private Goals() {}

    /** @param written the status as it was just written */
    static Goal goal(
            MigrationTask task, MigrationTaskStatus written, Directive directive, Logins logins, long loginsReadAfter) {
        var quiet = written.quietEpoch() == null ? 0 : written.quietEpoch();
        var known = task.getStatus() == null ? null : task.getStatus().checkpoints();
        var plan = Plans.plan(task.getSpec(), logins);
        return new Goal(Observer.id(task), epoch(directive), wanted(directive), plan, loginsReadAfter, quiet, known);
    }

    /**
     * The refused login that a worker waits out until its Secret was read again; 0 for none.
     *
     * @param report of the worker, or null
     */
    static long refusal(Report report) {
        if (report == null) {
            return 0;
        }
        if (report.activity() instanceof WorkerState.Quiescing quiescing) {
            return quiescing.refusal();
        }
        return report.activity() instanceof WorkerState.Retrying retrying ? retrying.refusal() : 0;
    }

    /** Returns whether the application stands still until it is done: nothing is asked before that can be asked later. */
    static boolean isUrgent(Directive directive) {
        return directive instanceof Directive.Run run
                && run.work() instanceof StepWork.Perform step
                && (step.step() == SwitchoverStep.ConfirmStopTimestamp
                        || step.step() == SwitchoverStep.StopForwardSync);
    }

    /** The epoch of the worker that is to be told something; 0 where there is nothing to tell. */
    static long epoch(Directive directive) {
        if (directive instanceof Directive.Run run) {
            return run.epoch();
        }
        if (directive instanceof Directive.Stop stop) {
            return stop.epoch();
        }
        if (directive instanceof Directive.Release release) {
            return release.epoch();
        }
        return directive instanceof Directive.ReleaseOrphans release ? release.epoch() : 0;
    }

    private static Wanted wanted(Directive directive) {
        if (directive instanceof Directive.Run run) {
            return new Wanted.Run(run.phase(), run.work());
        }
        if (directive instanceof Directive.Stop) {
            return new Wanted.Stop();
        }
        return directive instanceof Directive.ReleaseOrphans ? new Wanted.ReleaseOrphans() : new Wanted.Release();
    }
}
