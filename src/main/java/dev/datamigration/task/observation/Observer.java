package dev.datamigration.task.observation;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.kubernetes.FieldOwners;
import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.VerificationPolicy;
import dev.datamigration.transfer.release.HeldResources;
import java.time.Instant;
import java.util.List;

/** Gathers all that a decision about a task rests on. */
public final class Observer {
    private final MigrationEngine engine;
    private final RequesterSource requesters;
    private final VerificationPolicy policy;
    private final TaskNames names = new TaskNames();
    private final TargetNeighbours neighbours = new TargetNeighbours();

    public Observer(MigrationEngine engine, RequesterSource requesters, VerificationPolicy policy) {
        this.engine = engine;
        this.requesters = requesters;
        this.policy = policy;
    }

    public Observation observe(MigrationTask task, Instant now) {
        var meta = task.getMetadata();
        names.remember(id(task));
        neighbours.remember(task);
        var deleted = meta.getDeletionTimestamp();
        return new Observation(
                task.getSpec(),
                task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus(),
                meta.getGeneration() == null ? 0 : meta.getGeneration(),
                deleted == null ? null : Instant.parse(deleted),
                engine.report(id(task))
                        .map(report -> names.in(report, meta.getNamespace()))
                        .map(report -> withNeighbours(report, meta.getUid()))
                        .orElse(null),
                null,
                isToBeReleased(task) ? holdings(task.getSpec(), meta.getUid()) : List.of(),
                FieldOwners.of(task, requesters),
                policy,
                now);
    }

    /** The task is gone. */
    public void forget(TaskId id) {
        names.forget(id.uid());
        neighbours.forget(id.uid());
    }

    /** What a worker cannot know stands among what it checked. */
    private Report withNeighbours(Report report, String uid) {
        return report.details().precheck() == null
                ? report
                : neighbours
                        .of(uid)
                        .map(item -> new Report(
                                report.epoch(),
                                report.activity(),
                                report.details().withPrecheckItem(item)))
                        .orElse(report);
    }

    /** What a task holds is told of one that is ended or deleted; composing it at every look would cost more than the look. */
    private static boolean isToBeReleased(MigrationTask task) {
        return task.getMetadata().getDeletionTimestamp() != null
                || task.getSpec().desiredState() == DesiredState.Ended
                || (task.getStatus() != null && task.getStatus().state() == TaskState.Ending);
    }

    private static List<String> holdings(MigrationTaskSpec spec, String uid) {
        return spec.source() == null || spec.target() == null
                ? List.of()
                : List.of(held(Side.Source, spec.source(), uid), held(Side.Target, spec.target(), uid));
    }

    private static String held(Side side, Endpoint endpoint, String uid) {
        var display = endpoint.host() + ":" + endpoint.port() + "/" + endpoint.database();
        return HeldResources.on(side, endpoint.type(), display, uid);
    }

    public static TaskId id(MigrationTask task) {
        var meta = task.getMetadata();
        return new TaskId(meta.getNamespace(), meta.getName(), meta.getUid());
    }
}
