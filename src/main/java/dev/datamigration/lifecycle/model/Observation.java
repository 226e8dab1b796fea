package dev.datamigration.lifecycle.model;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision about a task rests on.
 *
 * @param status as last written; never null
 * @param generation the spec's {@code metadata.generation}
 * @param deletedAt when deletion was asked for, or null
 * @param report what the engine reports, or null when it knows nothing of the task: then it runs nothing of it either
 * @param accessProblem why no worker can be given the logins it needs, or null where none is known
 * @param holdings what the task may hold on both databases, each with the SQL that removes it
 */
public record Observation(
        MigrationTaskSpec spec,
        MigrationTaskStatus status,
        long generation,
        Instant deletedAt,
        Report report,
        FailureStatus accessProblem,
        List<String> holdings,
        Requesters requesters,
        VerificationPolicy policy,
        Instant now) {
    public Observation {
        holdings = List.copyOf(holdings);
    }

    /** The same, with the knowledge that no worker can be given the logins it needs. */
    public Observation withAccessProblem(FailureStatus problem) {
        return new Observation(spec, status, generation, deletedAt, report, problem, holdings, requesters, policy, now);
    }

    /** The epoch of the task's last worker; 0 before the first, when nothing is held anywhere. */
    public long epoch() {
        return status.epoch() == null ? 0 : status.epoch();
    }

    /** The report, if it is of the worker that the status knows; an older or an unknown one does not count. */
    public Optional<Report> currentReport() {
        return Optional.ofNullable(report).filter(found -> found.epoch() == epoch());
    }

    /** Returns what the current worker is doing, if there is one. */
    public Optional<WorkerState> workerState() {
        return currentReport().map(Report::activity);
    }

    /** Returns whether a worker is at work that the status knows nothing of: the status was put back to an earlier one. */
    public boolean isBehindItsWorker() {
        return report != null
                && report.epoch() > epoch()
                && report.activity().active()
                && !(report.activity() instanceof WorkerState.Superseded);
    }

    /** Returns what the current worker says of the switchover, if anything. */
    public Optional<StepReport> stepReport() {
        return currentReport().map(found -> found.details().switchover());
    }

    /** The epoch of the later worker that a database knows; 0 where none is known. */
    public long laterWorker() {
        return workerState().orElse(null) instanceof WorkerState.Superseded superseded ? superseded.holder() : 0;
    }

    /** Higher than that of every worker known, here or by the databases, which may know more than a restored status. */
    public long nextEpoch() {
        var known = status.checkpoints();
        var claimed = known == null ? 0 : Math.max(claimed(known.source()), claimed(known.target()));
        return Math.max(claimed, Math.max(laterWorker(), Math.max(epoch(), report == null ? 0 : report.epoch()))) + 1;
    }

    private static long claimed(CheckpointStatus known) {
        return known == null || known.epoch() == null ? 0 : known.epoch();
    }

    public boolean configured() {
        return spec.source() != null && spec.target() != null && spec.objects() != null;
    }

    public Plan plan() {
        return Plan.of(spec.migrationTypes());
    }
}
