package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.failure.AcceptanceWord;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers what makes the databases differ although a comparison found them equal before: rows that were written to the side which
 * the application had left, and changes that a skipped step did not wait for. They differ until a later comparison, of the
 * way back, finds both equal. Rows that nobody has acknowledged are part of the truth even then: a repair may have made both
 * sides equal without them.
 */
public final class Stranded {
    private static final Set<SwitchoverStep> WAIT_FOR_CHANGES =
            Set.of(SwitchoverStep.ConfirmStopTimestamp, SwitchoverStep.StopForwardSync);

    private Stranded() {}

    /** Returns why it is not said that both databases are equal, and what a person is to do; empty where nothing is stranded. */
    public static Optional<String> text(StatusDraft draft) {
        return joined(Stream.of(differing(draft), unacknowledged(draft.forwardSwitchover))
                .flatMap(Optional::stream));
    }

    /** Returns why the databases differ; empty where nothing is stranded, or they were found equal since. */
    public static Optional<String> differing(StatusDraft draft) {
        var status = draft.forwardSwitchover;
        if (status == null) {
            return Optional.empty();
        }
        var since = since(status);
        return since.isEmpty() || comparedSince(draft, since.get())
                ? Optional.empty()
                : joined(Stream.concat(rows(status).stream(), skip(status).map(Skip::text)));
    }

    /** That rows are to be acknowledged, and how; holds no figure, since the rows may go on coming. Empty where none are. */
    public static Optional<String> unacknowledged(ForwardSwitchoverStatus status) {
        return unacknowledgedRows(status) == 0
                ? Optional.empty()
                : Optional.of(
                        "rows that were written late are not acknowledged: once they are dealt with, set"
                                + " spec.forwardSwitchover.acceptStranded to the word in status.forwardSwitchover.stranded.accept");
    }

    /**
     * Returns how many rows are on one side only and not acknowledged.
     *
     * @param status null where the task never entered a switchover
     */
    public static long unacknowledgedRows(ForwardSwitchoverStatus status) {
        return status == null || status.stranded() == null || status.stranded().unacknowledged() == null
                ? 0
                : status.stranded().unacknowledged();
    }

    /**
     * Returns where unacknowledged rows are kept of a task that has released what it held.
     *
     * @param status null where the task never entered a switchover
     */
    public static List<String> kept(ForwardSwitchoverStatus status) {
        return status == null || status.stranded() == null || status.stranded().kept() == null
                ? List.of()
                : status.stranded().kept();
    }

    /** The same, with what the worker says of it. */
    public static List<String> kept(Observation seen) {
        var workerState = seen.workerState().orElse(null);
        var told = workerState instanceof WorkerState.Released released
                ? released.kept()
                : workerState instanceof WorkerState.ReleaseBlocked blocked ? blocked.kept() : List.<String>of();
        return Stream.concat(kept(seen.status().forwardSwitchover()).stream(), told.stream())
                .distinct()
                .toList();
    }

    /** The last step that was skipped although it waits for changes, of a switchover that was not taken back. */
    public static Optional<SwitchoverStepStatus> skippedStep(ForwardSwitchoverStatus status) {
        return status.outcome() == SwitchoverOutcome.Aborted
                ? Optional.empty()
                : status.steps().stream()
                        .filter(step -> step.state() == StepState.Skipped && WAIT_FOR_CHANGES.contains(step.step()))
                        .reduce((one, other) -> other);
    }

    /** Of this switchover, or of one before it. */
    private static Stream<Skip> skip(ForwardSwitchoverStatus status) {
        var earlier = status.stranded();
        return skippedStep(status)
                .map(step -> new Skip(step.step(), step.endedAt()))
                .or(() -> earlier == null || earlier.skippedStep() == null
                        ? Optional.empty()
                        : Optional.of(new Skip(earlier.skippedStep(), earlier.skippedAt())))
                .stream();
    }

    private record Skip(SwitchoverStep step, String at) {
        String text() {
            return step + " was skipped: what it would have waited for may be missing";
        }
    }

    private static Optional<String> rows(ForwardSwitchoverStatus status) {
        var tables = AcceptanceWord.stranded(status.lateWrites());
        var rows = tables.stream().mapToLong(LateWrites::stranded).sum();
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of("%s on one side only (%s), see status.forwardSwitchover.lateWrites"
                        .formatted(
                                Quantity.of(
                                        rows,
                                        "1 row written after the confirmation is",
                                        "%,d rows written after the confirmation are"),
                                tables.get(0).table()));
    }

    private static Optional<Instant> since(ForwardSwitchoverStatus status) {
        return Stream.concat(
                        AcceptanceWord.stranded(status.lateWrites()).stream().map(LateWrites::lastAt),
                        skip(status).map(Skip::at))
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo);
    }

    private static boolean comparedSince(StatusDraft draft, Instant since) {
        var found = draft.reverseVerification;
        return VerificationResult.of(found) == VerificationResult.Consistent
                && found.oldestComparedAt() != null
                && Instant.parse(found.oldestComparedAt()).isAfter(since);
    }

    private static Optional<String> joined(Stream<String> texts) {
        var all = texts.collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
