package dev.datamigration.metrics;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;

/**
 * One task at the moment of a scrape: its status as cached, and what its worker says now, which the status follows by a
 * few seconds.
 *
 * @param activity null where this process has no worker of the task
 */
record TaskSample(
        String namespace, String name, MigrationTaskStatus status, WorkerState activity, WorkerDetails details) {

    /** @param report null where there is no worker */
    static TaskSample of(MigrationTask task, Report report) {
        var meta = task.getMetadata();
        return new TaskSample(
                meta.getNamespace(),
                meta.getName(),
                task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus(),
                report == null ? null : report.activity(),
                report == null ? WorkerDetails.NONE : report.details());
    }

    /** Null before the task was looked at for the first time. */
    TaskState state() {
        return status.state();
    }

    /** Null where nothing is known; so are the others below. */
    FullMigrationStatus full() {
        return or(details.full(), status.full());
    }

    /** @param back from the target to the source */
    IncrementalStatus incremental(boolean back) {
        return back
                ? or(details.reverseIncrement(), status.reverseIncrement())
                : or(details.incremental(), status.incremental());
    }

    /** @param back with the target as the truth */
    VerificationStatus verification(boolean back) {
        return back
                ? or(details.reverseVerification(), status.reverseVerification())
                : or(details.verification(), status.verification());
    }

    SpeedStatus speed() {
        return or(details.speed(), status.speed());
    }

    RetainedLogStatus retainedLog() {
        return or(details.retainedLog(), status.retainedLog());
    }

    ForwardSwitchoverStatus switchover() {
        return status.forwardSwitchover();
    }

    private static <T> T or(T newest, T known) {
        return newest == null ? known : newest;
    }
}
