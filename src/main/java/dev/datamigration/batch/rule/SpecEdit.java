package dev.datamigration.batch.rule;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertSettings;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.switchover.StepDecision;
import dev.datamigration.api.task.MigrationTask;
import java.util.Locale;
import java.util.Map;

/** Says which fields of a task's spec an operation sets; each is what {@code kubectl patch} on one task would set. */
public final class SpecEdit {
    private SpecEdit() {}

    /** One manager per operation: it always sets the same fields, so none that it set before is ever dropped. */
    public static String fieldManager(BatchOperationSpec spec) {
        return "batch-operation-" + spec.operation().name().toLowerCase(Locale.ROOT);
    }

    /** The part of the spec to apply. */
    public static Map<String, Object> of(BatchOperation batch, MigrationTask task) {
        var spec = batch.getSpec();
        return switch (spec.operation()) {
            case Start -> Map.of("desiredState", DesiredState.Running);
            case Stop -> Map.of("desiredState", DesiredState.Stopped);
            case End -> end(spec);
            case Resume -> Map.of("desiredState", DesiredState.Running, "resumeNonce", resumeNonce(task));
            case SkipFullVerification -> Map.of("fullVerification", Map.of("skip", true));
            case EnterForwardSwitchover -> Map.of("forwardSwitchover", Map.of("entered", true));
            case StartForwardSwitchover -> Map.of("forwardSwitchover", Map.of("decision", decision(spec, task)));
            case ModifyAlertConfiguration -> Map.of("alerts", alerts(batch));
        };
    }

    private static Map<String, Object> end(BatchOperationSpec spec) {
        return spec.release() == null
                ? Map.of("desiredState", DesiredState.Ended)
                : Map.of("desiredState", DesiredState.Ended, "release", spec.release());
    }

    /** Set for a Stopped task too, though it needs none: a field that an apply leaves out is dropped. */
    private static long resumeNonce(MigrationTask task) {
        var nonce = task.getSpec().resumeNonce();
        return Eligibility.state(task) == TaskState.Failed ? nonce + 1 : nonce;
    }

    private static StepDecision decision(BatchOperationSpec spec, MigrationTask task) {
        var request = spec.forwardSwitchover();
        var attempt = Eligibility.status(task).awaiting().attempt();
        return new StepDecision(request.step(), attempt, request.action(), false);
    }

    /** The UID of the batch operation asks for its test message, and tells its result from others'. */
    private static AlertSettings alerts(BatchOperation batch) {
        var wanted = batch.getSpec().alertConfiguration();
        var nonce = wanted.test() ? batch.getMetadata().getUid() : null;
        return new AlertSettings(wanted.taskStatus(), wanted.incrementalLatency(), nonce);
    }
}
