package dev.datamigration.task.observation;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Worker;
import dev.datamigration.lifecycle.model.WorkerState;

/** An engine's report in the words of the lifecycle, which knows no engine. */
final class WorkerReports {
    private WorkerReports() {}

    static Worker of(Report report) {
        return new Worker(report.epoch(), workerState(report.activity()), report.details());
    }

    private static WorkerState workerState(Activity activity) {
        if (activity instanceof Activity.Running running) {
            return new WorkerState.Running(running.phase());
        }
        if (activity instanceof Activity.PhaseDone done) {
            return new WorkerState.PhaseDone(done.phase());
        }
        if (activity instanceof Activity.Failed failed) {
            return new WorkerState.Failed(FailureStatuses.of(failed.failure(), failed.phase()));
        }
        if (activity instanceof Activity.Retrying retrying) {
            return new WorkerState.Retrying(
                    FailureStatuses.of(
                            retrying.failure(),
                            retrying.phase(),
                            retrying.tries().since()),
                    retrying.tries());
        }
        if (activity instanceof Activity.Superseded superseded) {
            return new WorkerState.Superseded(
                    FailureStatuses.of(superseded.failure(), superseded.phase()), superseded.holder());
        }
        return atItsEnd(activity);
    }

    private static FailureStatus status(Failure failure) {
        return failure == null ? null : FailureStatuses.of(failure, null);
    }

    private static WorkerState atItsEnd(Activity activity) {
        if (activity instanceof Activity.Stopped) {
            return new WorkerState.Stopped();
        }
        if (activity instanceof Activity.Quiescing quiescing) {
            return new WorkerState.Quiescing(
                    status(quiescing.cause()), status(quiescing.obstacle()), quiescing.since());
        }
        if (activity instanceof Activity.Released released) {
            return new WorkerState.Released(released.kept(), released.sequences());
        }
        if (activity instanceof Activity.ReleaseBlocked blocked) {
            return new WorkerState.ReleaseBlocked(
                    FailureStatuses.of(blocked.failure(), null),
                    blocked.leftBehind(),
                    blocked.tries(),
                    blocked.kept(),
                    blocked.sequences());
        }
        throw new IllegalArgumentException("unknown activity " + activity);
    }
}
