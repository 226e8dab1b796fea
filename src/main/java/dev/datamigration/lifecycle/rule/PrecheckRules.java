package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.model.Observation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides whether a finished precheck lets the task go on. */
public final class PrecheckRules {
    public static final String PRECHECK_FAILED = "PrecheckFailed";
    private static final int NAMED = 3;

    private PrecheckRules() {}

    /** The error that the precheck's failed items amount to; none where no item failed. */
    public static Optional<FailureStatus> failure(Observation seen) {
        var found = seen.currentReport().map(report -> report.details().precheck());
        var failed = failed(found.orElse(null));
        return failed.isEmpty() ? Optional.empty() : Optional.of(failure(failed));
    }

    /** An error of a worker; where it is that of the precheck, with what the items say. */
    public static FailureStatus told(Observation seen, FailureStatus failure) {
        return PRECHECK_FAILED.equals(failure.code()) ? failure(seen).orElse(failure) : failure;
    }

    static List<PrecheckItem> failed(PrecheckStatus precheck) {
        return precheck == null
                ? List.of()
                : precheck.items().stream()
                        .filter(item -> item.status() == PrecheckItemStatus.Failed)
                        .toList();
    }

    private static FailureStatus failure(List<PrecheckItem> failed) {
        var side = failed.get(0).side();
        var sameSide = failed.stream().allMatch(item -> item.side() == side);
        var message = Quantity.of(failed.size(), "precheck item") + " failed: "
                + first(failed, item -> item.name() + ": " + item.message());
        return new FailureStatus(
                PRECHECK_FAILED,
                FailureClass.NeedsPerson,
                sameSide ? side : null,
                message,
                first(
                                failed,
                                item -> item.remedy() == null
                                        ? "see status.precheck.items"
                                        : RemedyTexts.withoutResume(item.remedy()))
                        + RemedyTexts.THEN_RESUME,
                Phase.Precheck,
                null);
    }

    private static String first(List<PrecheckItem> items, java.util.function.Function<PrecheckItem, String> text) {
        var shown = items.stream().limit(NAMED).map(text).distinct().collect(Collectors.joining("; "));
        return items.size() > NAMED
                ? shown + "; and " + (items.size() - NAMED) + " more in status.precheck.items"
                : shown;
    }
}
