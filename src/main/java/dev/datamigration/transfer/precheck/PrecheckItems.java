package dev.datamigration.transfer.precheck;

import dev.datamigration.api.plan.PlanStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The items found so far. */
final class PrecheckItems {
    private static final List<PrecheckItemStatus> WORST_FIRST = List.of(
            PrecheckItemStatus.Failed,
            PrecheckItemStatus.Warning,
            PrecheckItemStatus.Skipped,
            PrecheckItemStatus.Passed);

    private final List<String> skip;
    private final List<PrecheckItem> found = new ArrayList<>();

    /** @param skip names whose failure is accepted, if they can be skipped */
    PrecheckItems(List<String> skip) {
        this.skip = skip;
    }

    void add(Optional<PrecheckItem> item) {
        item.ifPresent(this::add);
    }

    void add(PrecheckItem item) {
        found.add(isSkipped(item) ? skipped(item) : item);
    }

    /** Failures first, otherwise in the order in which they were found. */
    PrecheckStatus status(String checkedAt, PlanStatus plan) {
        var sorted = found.stream()
                .sorted(Comparator.comparingInt(item -> WORST_FIRST.indexOf(item.status())))
                .toList();
        return new PrecheckStatus(checkedAt, sorted, plan);
    }

    private boolean isSkipped(PrecheckItem item) {
        return item.status() == PrecheckItemStatus.Failed && item.skippable() && skip.contains(item.name());
    }

    private static PrecheckItem skipped(PrecheckItem item) {
        return new PrecheckItem(
                item.name(), item.side(), PrecheckItemStatus.Skipped, item.message(), item.remedy(), item.skippable());
    }
}
