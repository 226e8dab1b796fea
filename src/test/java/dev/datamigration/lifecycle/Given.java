package dev.datamigration.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Requesters;
import dev.datamigration.lifecycle.model.VerificationPolicy;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A task as tests see it, pass after pass: each pass settles and keeps the status, as the controller does. */
public final class Given {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final FailureStatus SECRET_MISSING = new FailureStatus(
            "SecretMissing",
            FailureClass.NeedsPerson,
            Side.Source,
            "Secret shop/a is missing",
            "create it",
            null,
            null);
    static final FailureStatus ROW_REFUSED = new FailureStatus(
            "RowRefused",
            FailureClass.NeedsPerson,
            Side.Target,
            "row refused",
            "mend the row",
            Phase.FullMigration,
            null);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode spec;
    private MigrationTaskSpec read;
    public MigrationTaskStatus status = MigrationTaskStatus.empty();
    long generation = 1;
    Instant deletedAt;
    Report worker;
    FailureStatus accessProblem;
    public VerificationPolicy policy = VerificationPolicy.Optional;
    Instant now = BEGIN;
    Requesters requesters = new Requesters("kubectl-edit", "argocd", "batch", "enterer", "decider", "git", "editor");

    private Given(String text) {
        spec = node(text);
    }

    /** Another task that is where this one is. */
    Given copy() {
        var copy = new Given(spec.toString());
        copy.status = status;
        copy.generation = generation;
        copy.deletedAt = deletedAt;
        copy.worker = worker;
        copy.accessProblem = accessProblem;
        copy.policy = policy;
        copy.now = now;
        copy.requesters = requesters;
        return copy;
    }

    static Given empty() {
        return new Given("{}");
    }

    /** A configured task with the default migration types. */
    public static Given configured() {
        return new Given("""
                {"source": {"type": "PostgreSQL", "host": "a", "database": "shop", "credentialsSecretRef": {"name": "a"}},
                 "target": {"type": "PostgreSQL", "host": "b", "database": "shop", "credentialsSecretRef": {"name": "b"}},
                 "objects": {"include": ["public.*"]}}
                """);
    }

    /** A task that was started and whose worker runs this phase. */
    public static Given running(Phase phase) {
        return running(phase, configured());
    }

    public static Given running(Phase phase, Given task) {
        task.wants("Running").pass();
        while (task.status.phase() != phase) {
            task.reports(new WorkerState.PhaseDone(task.status.phase())).pass();
        }
        task.reports(new WorkerState.Running(phase)).pass();
        return task;
    }

    /** A change of the spec: merges these fields and counts the generation up. */
    public Given with(String fields) {
        merge(spec, node(fields));
        read = null;
        generation++;
        return this;
    }

    public Given types(String... types) {
        return with("{\"migrationTypes\": [\"" + String.join("\",\"", types) + "\"]}");
    }

    public Given wants(String state) {
        return with("{\"desiredState\": \"" + state + "\"}");
    }

    public Given deleted() {
        deletedAt = now;
        return this;
    }

    /** The worker of the current epoch does this. */
    public Given reports(WorkerState workerState) {
        return reports(workerState, WorkerDetails.NONE);
    }

    public Given reports(WorkerState workerState, WorkerDetails workerDetails) {
        worker = new Report(status.epoch(), workerState, workerDetails);
        return this;
    }

    public Given operatorRestarted() {
        worker = null;
        return this;
    }

    Given later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Observation observation() {
        try {
            read = read == null ? JSON.treeToValue(spec, MigrationTaskSpec.class) : read;
            return new Observation(
                    read,
                    status,
                    generation,
                    deletedAt,
                    worker,
                    accessProblem,
                    List.of("source: SELECT pg_drop_replication_slot('dm_x')"),
                    requesters,
                    policy,
                    now);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Observes, decides, settles and keeps the status. */
    public Decision pass() {
        var decision = StatusReducer.settle(observation());
        status = decision.status();
        now = now.plusSeconds(1);
        return decision;
    }

    private static ObjectNode node(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode fields) {
        fields.fields().forEachRemaining(field -> {
            if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode known) {
                merge(known, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
