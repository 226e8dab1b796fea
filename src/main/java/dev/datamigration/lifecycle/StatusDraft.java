package dev.datamigration.lifecycle;

import dev.datamigration.api.AlertsStatus;
import dev.datamigration.api.AwaitingStatus;
import dev.datamigration.api.CheckpointsStatus;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.ForwardSwitchoverStatus;
import dev.datamigration.api.FullMigrationStatus;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.LastOperation;
import dev.datamigration.api.MigrationTaskStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.PrecheckStatus;
import dev.datamigration.api.ReleaseStatus;
import dev.datamigration.api.RetryStatus;
import dev.datamigration.api.SchemaComparisonStatus;
import dev.datamigration.api.SchemaStatus;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.VerificationStatus;
import dev.datamigration.api.WaitingStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** A status being composed: begins as the old one, so that what nobody touches stays as it was. */
final class StatusDraft {
    Long observedGeneration;
    TaskState state;
    Phase phase;
    Boolean phaseComplete;
    String progress;
    String latency;
    String message;
    String stateChangedAt;
    String startedAt;
    Long epoch;
    Long quietEpoch;
    Long observedResumeNonce;
    List<TaskOperation> supportedOperations;
    AwaitingStatus awaiting;
    PrecheckStatus precheck;
    SchemaStatus schema;
    SchemaComparisonStatus schemaComparison;
    FullMigrationStatus full;
    IncrementalStatus incremental;
    VerificationStatus verification;
    IncrementalStatus reverseIncrement;
    VerificationStatus reverseVerification;
    ForwardSwitchoverStatus forwardSwitchover;
    FailureStatus failure;
    RetryStatus retry;
    WaitingStatus waiting;
    LastOperation lastOperation;
    List<Condition> conditions;
    AlertsStatus alerts;
    CheckpointsStatus checkpoints;
    ReleaseStatus release;

    StatusDraft(MigrationTaskStatus old) {
        observedGeneration = old.observedGeneration();
        state = old.state();
        phase = old.phase();
        phaseComplete = old.phaseComplete();
        progress = old.progress();
        latency = old.latency();
        message = old.message();
        stateChangedAt = old.stateChangedAt();
        startedAt = old.startedAt();
        epoch = old.epoch();
        quietEpoch = old.quietEpoch();
        observedResumeNonce = old.observedResumeNonce();
        supportedOperations = old.supportedOperations();
        awaiting = old.awaiting();
        precheck = old.precheck();
        schema = old.schema();
        schemaComparison = old.schemaComparison();
        full = old.full();
        incremental = old.incremental();
        verification = old.verification();
        reverseIncrement = old.reverseIncrement();
        reverseVerification = old.reverseVerification();
        forwardSwitchover = old.forwardSwitchover();
        failure = old.failure();
        retry = old.retry();
        waiting = old.waiting();
        lastOperation = old.lastOperation();
        conditions = old.conditions() == null ? List.of() : old.conditions();
        alerts = old.alerts();
        checkpoints = old.checkpoints();
        release = old.release();
    }

    MigrationTaskStatus status() {
        return new MigrationTaskStatus(
                observedGeneration,
                state,
                phase,
                phaseComplete,
                progress,
                latency,
                message,
                stateChangedAt,
                startedAt,
                epoch,
                quietEpoch,
                observedResumeNonce,
                supportedOperations,
                awaiting,
                precheck,
                schema,
                schemaComparison,
                full,
                incremental,
                verification,
                reverseIncrement,
                reverseVerification,
                forwardSwitchover,
                failure,
                retry,
                waiting,
                lastOperation,
                conditions,
                alerts,
                checkpoints,
                release);
    }

    boolean complete() {
        return Boolean.TRUE.equals(phaseComplete);
    }
}
