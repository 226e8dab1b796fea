package dev.datamigration.lifecycle.status;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.failure.Cut;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;

/** Says what a smaller {@link StatusForm} leaves out of a status. */
public final class StatusCuts {
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_LATE_WRITES = 10;

    private StatusCuts() {}

    static void lists(StatusDraft draft) {
        draft.message = text(draft.message);
        draft.failure = shortened(draft.failure);
        draft.precheck = draft.precheck == null ? null : new PrecheckStatus(draft.precheck.checkedAt(), List.of());
        draft.schema = withoutNames(draft.schema);
        draft.schemaComparison = withoutNames(draft.schemaComparison);
        draft.verification = withoutTables(draft.verification);
        draft.reverseVerification = withoutTables(draft.reverseVerification);
        draft.forwardSwitchover = withoutItems(draft.forwardSwitchover);
    }

    static void details(StatusDraft draft) {
        draft.precheck = null;
        draft.schema = null;
        draft.full = null;
        draft.incremental = null;
        draft.reverseIncrement = null;
        draft.speed = null;
        draft.retainedLog = null;
        draft.alerts = onlyOpen(draft.alerts);
        if (draft.forwardSwitchover != null) {
            var cut = new SwitchoverDraft(draft.forwardSwitchover);
            cut.rehearsal = null;
            cut.lateWrites = cut.lateWrites == null
                    ? null
                    : cut.lateWrites.stream().limit(MOST_LATE_WRITES).toList();
            draft.forwardSwitchover = cut.status();
        }
    }

    /** Null stays null. */
    public static String text(String text) {
        return Cut.to(LONGEST_TEXT, text);
    }

    /** Those of the whole status, cut, and one that says what the form leaves out. */
    static List<Condition> conditions(
            MigrationTaskStatus whole, MigrationTaskStatus before, Instant now, String reason, String message) {
        var list = new ConditionList(before.conditions(), whole.observedGeneration(), now);
        list.add(StatusForm.CONDITION, true, reason, message);
        var reduced = list.toList().get(0);
        var cut = whole.conditions().stream().map(StatusCuts::cut);
        return java.util.stream.Stream.concat(cut, java.util.stream.Stream.of(reduced))
                .toList();
    }

    private static Condition cut(Condition condition) {
        return new ConditionBuilder(condition)
                .withMessage(text(condition.getMessage()))
                .build();
    }

    private static FailureStatus shortened(FailureStatus failure) {
        return failure == null
                ? null
                : new FailureStatus(
                        failure.code(),
                        failure.failureClass(),
                        failure.side(),
                        text(failure.message()),
                        text(failure.remedy()),
                        failure.phase(),
                        failure.since());
    }

    private static SchemaStatus withoutNames(SchemaStatus schema) {
        return schema == null
                ? null
                : new SchemaStatus(
                        schema.objects(),
                        schema.created(),
                        schema.deferredObjects(),
                        schema.deferredCreated(),
                        schema.notCarriedCount(),
                        List.of());
    }

    private static SchemaComparisonStatus withoutNames(SchemaComparisonStatus found) {
        return found == null
                ? null
                : new SchemaComparisonStatus(
                        found.comparedAt(),
                        found.parts(),
                        found.changed(),
                        found.different(),
                        List.of(),
                        text(found.script()));
    }

    private static VerificationStatus withoutTables(VerificationStatus found) {
        return found == null
                ? null
                : new VerificationStatus(
                        found.runNonce(),
                        found.skipped(),
                        found.percent(),
                        found.tables(),
                        found.tablesCompared(),
                        found.consistent(),
                        found.consistentRows(),
                        found.sourceOnlyRows(),
                        found.targetOnlyRows(),
                        found.mismatchedRows(),
                        List.of(),
                        text(found.corrections()),
                        found.workers(),
                        found.oldestComparedAt(),
                        found.repair(),
                        found.continuous());
    }

    private static ForwardSwitchoverStatus withoutItems(ForwardSwitchoverStatus status) {
        if (status == null) {
            return null;
        }
        var cut = new SwitchoverDraft(status);
        cut.steps = status.steps().stream().map(StatusCuts::withoutItems).toList();
        var rehearsal = status.rehearsal();
        cut.rehearsal = rehearsal == null
                ? null
                : new RehearsalStatus(
                        rehearsal.nonce(),
                        rehearsal.at(),
                        rehearsal.passed(),
                        rehearsal.expectedDowntimeMillis(),
                        text(rehearsal.message()),
                        List.of());
        return cut.status();
    }

    private static SwitchoverStepStatus withoutItems(SwitchoverStepStatus step) {
        var draft = new StepDraft(step);
        draft.items = null;
        return draft.in(step.state(), text(step.message()));
    }

    private static AlertsStatus onlyOpen(AlertsStatus alerts) {
        return alerts == null
                ? null
                : new AlertsStatus(
                        alerts.configured(),
                        alerts.count(),
                        alerts.rules(),
                        alerts.recent().stream()
                                .filter(alert -> alert.sending() == AlertSending.Pending)
                                .toList(),
                        null);
    }
}
