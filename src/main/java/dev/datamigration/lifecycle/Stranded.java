package dev.datamigration.lifecycle;

import dev.datamigration.api.ForwardSwitchoverStatus;
import dev.datamigration.api.LateWrites;
import dev.datamigration.api.StepState;
import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.api.SwitchoverStepStatus;
import dev.datamigration.failure.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What makes the databases differ although a comparison found them equal before: rows that were written to the side which
 * the application had left, and changes that a skipped step did not wait for. It stands until a later comparison, of the
 * way back, finds both equal.
 */
final class Stranded {
    private static final Set<SwitchoverStep> WAIT_FOR_CHANGES =
            Set.of(SwitchoverStep.ConfirmStopTimestamp, SwitchoverStep.StopForwardSync);

    private Stranded() {}

    /** In words; empty where there is nothing of the kind. */
    static Optional<String> text(StatusDraft draft) {
        var status = draft.forwardSwitchover;
        if (status == null) {
            return Optional.empty();
        }
        var since = since(status);
        return since.isEmpty() || comparedSince(draft, since.get())
                ? Optional.empty()
                : Optional.of(Stream.of(rows(status), skipped(status))
                        .filter(text -> !text.isEmpty())
                        .reduce((one, other) -> one + "; " + other)
                        .orElseThrow());
    }

    private static String rows(ForwardSwitchoverStatus status) {
        var tables = tables(status);
        var rows = tables.stream().mapToLong(LateWrites::stranded).sum();
        return tables.isEmpty()
                ? ""
                : "%s on one side only (%s), see status.forwardSwitchover.lateWrites"
                        .formatted(
                                Quantity.of(
                                        rows,
                                        "1 row written after the confirmation is",
                                        "%,d rows written after the confirmation are"),
                                tables.get(0).table());
    }

    private static String skipped(ForwardSwitchoverStatus status) {
        return steps(status).isEmpty()
                ? ""
                : steps(status).get(0).step() + " was skipped: what it would have waited for may be missing";
    }

    private static List<LateWrites> tables(ForwardSwitchoverStatus status) {
        return status.lateWrites() == null
                ? List.of()
                : status.lateWrites().stream()
                        .filter(late -> late.stranded() != null && late.stranded() > 0)
                        .toList();
    }

    private static List<SwitchoverStepStatus> steps(ForwardSwitchoverStatus status) {
        return status.steps().stream()
                .filter(step -> step.state() == StepState.Skipped && WAIT_FOR_CHANGES.contains(step.step()))
                .toList();
    }

    private static Optional<Instant> since(ForwardSwitchoverStatus status) {
        return Stream.concat(
                        tables(status).stream().map(LateWrites::lastAt),
                        steps(status).stream().map(SwitchoverStepStatus::endedAt))
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo);
    }

    private static boolean comparedSince(StatusDraft draft, Instant since) {
        var found = draft.reverseVerification;
        return Verdict.of(found) == Verdict.Consistent
                && found.oldestComparedAt() != null
                && Instant.parse(found.oldestComparedAt()).isAfter(since);
    }
}
