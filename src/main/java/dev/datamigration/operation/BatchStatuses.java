package dev.datamigration.operation;

import dev.datamigration.api.BatchCounts;
import dev.datamigration.api.BatchOperationStatus;
import dev.datamigration.api.BatchTaskResult;
import dev.datamigration.operation.Closing.End;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Composes a batch operation's status. */
final class BatchStatuses {
    static final String COMPLETE = "Complete";
    static final String FAILED = "Failed";
    static final String SUSPENDED = "Suspended";

    /** Tasks shown in the status; the ledger has all of them. */
    static final int SHOWN = 1000;

    private static final Comparator<Entry> FAILURES_FIRST =
            Comparator.<Entry>comparingInt(entry -> rank(entry.progress())).thenComparing(Entry::name);

    private BatchStatuses() {}

    /** @param end null while it is under way */
    static BatchOperationStatus of(Seen seen, List<Entry> entries, String startedAt, End end) {
        return new BatchOperationStatus(
                seen.batch().getMetadata().getGeneration(),
                state(seen, end),
                startedAt,
                end == null ? null : text(seen.now()),
                counts(entries),
                shown(entries),
                end == null ? LedgerText.write(entries) : null,
                conditions(seen, end));
    }

    static boolean finished(BatchOperationStatus status) {
        return status != null && status.completedAt() != null;
    }

    /** RFC 3339 in UTC, to the second, as Kubernetes writes them. */
    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String state(Seen seen, End end) {
        if (end != null) {
            return end.complete() ? COMPLETE : FAILED;
        }
        return seen.spec().suspend() ? SUSPENDED : "Running";
    }

    private static BatchCounts counts(List<Entry> entries) {
        var unsupported = count(entries, Progress.Unsupported);
        return new BatchCounts(
                entries.size(),
                entries.size() - unsupported,
                unsupported,
                count(entries, Progress.Succeeded),
                count(entries, Progress.Failed));
    }

    private static int count(List<Entry> entries, Progress progress) {
        return (int) Schedule.count(entries, progress);
    }

    private static List<BatchTaskResult> shown(List<Entry> entries) {
        return entries.stream()
                .sorted(FAILURES_FIRST)
                .limit(SHOWN)
                .map(entry -> new BatchTaskResult(
                        entry.name(), entry.progress().name(), entry.reason().name(), entry.message(), entry.latest()))
                .toList();
    }

    private static int rank(Progress progress) {
        return switch (progress) {
            case Failed -> 0;
            case InProgress -> 1;
            case Pending, Supported -> 2;
            case Unsupported -> 3;
            case Succeeded -> 4;
        };
    }

    private static List<Condition> conditions(Seen seen, End end) {
        var conditions = new ArrayList<Condition>();
        if (end != null) {
            conditions.add(condition(seen, end.complete() ? COMPLETE : FAILED, end.reason(), end.message()));
        } else if (seen.spec().suspend()) {
            conditions.add(
                    condition(seen, SUSPENDED, "SpecSuspend", "tasks not yet acted on are held back by spec.suspend"));
        }
        return conditions;
    }

    private static Condition condition(Seen seen, String type, String reason, String message) {
        var since = before(seen, type);
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(seen.batch().getMetadata().getGeneration())
                .withLastTransitionTime(since == null ? text(seen.now()) : since)
                .build();
    }

    private static String before(Seen seen, String type) {
        var status = seen.batch().getStatus();
        return status == null
                ? null
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(Condition::getLastTransitionTime)
                        .findFirst()
                        .orElse(null);
    }
}
