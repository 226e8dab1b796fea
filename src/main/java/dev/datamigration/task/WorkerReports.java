package dev.datamigration.task;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.Doing;
import dev.datamigration.lifecycle.Findings;
import dev.datamigration.lifecycle.Worker;

/** An engine's report in the words of the lifecycle, which knows no engine. */
final class WorkerReports {
    private WorkerReports() {}

    static Worker of(Report report) {
        var details = report.details();
        return new Worker(
                report.epoch(),
                doing(report.activity()),
                new Findings(
                        details.precheck(),
                        details.schema(),
                        details.full(),
                        details.incremental(),
                        details.verification(),
                        details.reverseIncrement(),
                        details.reverseVerification(),
                        details.switchover(),
                        details.checkpoints(),
                        details.waiting(),
                        details.schemaComparison()));
    }

    private static Doing doing(Activity activity) {
        if (activity instanceof Activity.Running running) {
            return new Doing.Running(running.phase());
        }
        if (activity instanceof Activity.PhaseDone done) {
            return new Doing.PhaseDone(done.phase());
        }
        if (activity instanceof Activity.Failed failed) {
            return new Doing.Failed(FailureStatuses.of(failed.failure(), failed.phase()));
        }
        if (activity instanceof Activity.Retrying retrying) {
            return new Doing.Retrying(
                    FailureStatuses.of(
                            retrying.failure(),
                            retrying.phase(),
                            retrying.tries().since()),
                    retrying.tries());
        }
        if (activity instanceof Activity.Superseded superseded) {
            return new Doing.Superseded(
                    FailureStatuses.of(superseded.failure(), superseded.phase()), superseded.holder());
        }
        return atItsEnd(activity);
    }

    private static FailureStatus status(Failure failure) {
        return failure == null ? null : FailureStatuses.of(failure, null);
    }

    private static Doing atItsEnd(Activity activity) {
        if (activity instanceof Activity.Stopped) {
            return new Doing.Stopped();
        }
        if (activity instanceof Activity.Quiescing quiescing) {
            return new Doing.Quiescing(status(quiescing.cause()), status(quiescing.obstacle()), quiescing.since());
        }
        if (activity instanceof Activity.Released released) {
            return new Doing.Released(released.kept());
        }
        if (activity instanceof Activity.ReleaseBlocked blocked) {
            return new Doing.ReleaseBlocked(
                    FailureStatuses.of(blocked.failure(), null), blocked.leftBehind(), blocked.tries(), blocked.kept());
        }
        throw new IllegalArgumentException("unknown activity " + activity);
    }
}
