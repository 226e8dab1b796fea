package dev.datamigration.batch.rule;

import dev.datamigration.api.batch.BatchCounts;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.batch.rule.CompletionRules.End;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Composes a batch operation's status. */
public final class BatchStatuses {
    static final String COMPLETE = "Complete";
    public static final String FAILED = "Failed";
    static final String SUSPENDED = "Suspended";

    private BatchStatuses() {}

    /** @param end null while it is under way */
    public static BatchOperationStatus of(BatchContext observed, List<BatchEntry> entries, String startedAt, End end) {
        return of(observed, counts(entries), Ledger.of(entries), startedAt, end);
    }

    /** Of tasks that are too many for one object: those in detail. */
    public static BatchOperationStatus tooMany(
            BatchContext observed, List<BatchEntry> entries, String startedAt, End end) {
        var detailed = new Ledger(Ledger.of(entries).tasks(), List.of());
        return of(observed, counts(entries), detailed, startedAt, end);
    }

    /** What was recorded stays as it is. */
    public static BatchOperationStatus unreadable(BatchContext observed, End end) {
        var known = observed.batch().getStatus();
        var ledger = new Ledger(known.tasks(), known.otherTasks());
        return of(observed, known.counts(), ledger, known.startedAt(), end);
    }

    private static BatchOperationStatus of(
            BatchContext observed, BatchCounts counts, Ledger ledger, String startedAt, End end) {
        return new BatchOperationStatus(
                observed.batch().getMetadata().getGeneration(),
                state(observed, end),
                startedAt,
                end == null ? null : text(observed.now()),
                counts,
                ledger.tasks(),
                ledger.otherTasks(),
                conditions(observed, end));
    }

    public static boolean finished(BatchOperationStatus status) {
        return status != null && status.completedAt() != null;
    }

    /** RFC 3339 in UTC, to the second, as Kubernetes writes them. */
    public static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String state(BatchContext observed, End end) {
        if (end != null) {
            return end.complete() ? COMPLETE : FAILED;
        }
        return observed.spec().suspend() ? SUSPENDED : "Running";
    }

    private static BatchCounts counts(List<BatchEntry> entries) {
        var unsupported = count(entries, EntryProgress.Unsupported);
        return new BatchCounts(
                entries.size(),
                entries.size() - unsupported,
                unsupported,
                count(entries, EntryProgress.Succeeded),
                count(entries, EntryProgress.Failed));
    }

    private static int count(List<BatchEntry> entries, EntryProgress progress) {
        return (int) BatchSchedule.count(entries, progress);
    }

    private static List<Condition> conditions(BatchContext observed, End end) {
        var conditions = new ArrayList<Condition>();
        if (end != null) {
            conditions.add(condition(observed, end.complete() ? COMPLETE : FAILED, end.reason(), end.message()));
        } else if (observed.spec().suspend()) {
            conditions.add(condition(
                    observed, SUSPENDED, "SpecSuspend", "tasks not yet acted on are held back by spec.suspend"));
        }
        return conditions;
    }

    private static Condition condition(BatchContext observed, String type, String reason, String message) {
        var since = before(observed, type);
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(observed.batch().getMetadata().getGeneration())
                .withLastTransitionTime(since == null ? text(observed.now()) : since)
                .build();
    }

    private static String before(BatchContext observed, String type) {
        var status = observed.batch().getStatus();
        return status == null
                ? null
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(Condition::getLastTransitionTime)
                        .findFirst()
                        .orElse(null);
    }
}
