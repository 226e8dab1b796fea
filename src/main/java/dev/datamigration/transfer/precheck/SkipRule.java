package dev.datamigration.transfer.precheck;

import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.database.precheck.PrecheckCheck;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A name in {@code spec.precheck.skip} that has no effect is an error, not a wish that is silently passed over. */
final class SkipRule {
    private SkipRule() {}

    /** The item that says which names cannot be skipped, or empty if all can. */
    static Optional<PrecheckItem> item(List<String> skip, List<PrecheckCheck> checks) {
        var skippable = new TreeSet<String>();
        checks.stream()
                .filter(PrecheckCheck::skippable)
                .map(PrecheckCheck::name)
                .forEach(skippable::add);
        var wrong = skip.stream()
                .filter(name -> !skippable.contains(name))
                .distinct()
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrecheckItem(
                        "PrecheckSkip",
                        null,
                        PrecheckItemStatus.Failed,
                        "spec.precheck.skip names what is no skippable item: %s.".formatted(String.join(", ", wrong)),
                        "Remove it from spec.precheck.skip; these can be skipped: %s."
                                .formatted(String.join(", ", skippable)),
                        false));
    }
}
