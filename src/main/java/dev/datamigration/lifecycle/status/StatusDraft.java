package dev.datamigration.lifecycle.status;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.LastOperation;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.ReleaseStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.RetryStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.AwaitingStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.api.task.ObjectSelection;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;

/** A status being composed: begins as the old one, so that what nobody touches stays as it was. */
public final class StatusDraft {
    public Long observedGeneration;
    public TaskState state;
    public Phase phase;
    public Boolean phaseComplete;
    public String progress;
    public String latency;
    public String message;
    public String stateChangedAt;
    public String startedAt;
    public Long epoch;
    public Long quietEpoch;
    public Long observedResumeNonce;
    public List<TaskOperation> supportedOperations;
    public AwaitingStatus awaiting;
    public PrecheckStatus precheck;
    public SchemaStatus schema;
    public SchemaComparisonStatus schemaComparison;
    public FullMigrationStatus full;
    public IncrementalStatus incremental;
    public VerificationStatus verification;
    public IncrementalStatus reverseIncrement;
    public VerificationStatus reverseVerification;
    public ForwardSwitchoverStatus forwardSwitchover;
    public FailureStatus failure;
    public RetryStatus retry;
    public WaitingStatus waiting;
    public SpeedStatus speed;
    public RetainedLogStatus retainedLog;
    public LastOperation lastOperation;
    public List<Condition> conditions;
    public AlertsStatus alerts;
    public CheckpointsStatus checkpoints;
    public ReleaseStatus release;
    public Map<String, String> startedWith;
    public ObjectSelection objects;
    public ObjectSelection nextObjects;
    public List<ModificationStatus> modifications;

    public StatusDraft(MigrationTaskStatus old) {
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
        speed = old.speed();
        retainedLog = old.retainedLog();
        lastOperation = old.lastOperation();
        conditions = old.conditions() == null ? List.of() : old.conditions();
        alerts = old.alerts();
        checkpoints = old.checkpoints();
        release = old.release();
        startedWith = old.startedWith();
        objects = old.objects();
        nextObjects = old.nextObjects();
        modifications = old.modifications();
    }

    public MigrationTaskStatus status() {
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
                speed,
                retainedLog,
                lastOperation,
                conditions,
                alerts,
                checkpoints,
                release,
                startedWith,
                objects,
                nextObjects,
                modifications);
    }

    public boolean complete() {
        return Boolean.TRUE.equals(phaseComplete);
    }
}
