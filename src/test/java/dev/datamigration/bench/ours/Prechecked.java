package dev.datamigration.bench.ours;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.testing.EngineDriver;

/** Phases of an engine whose precheck found nothing to refuse; it would wait for a better one without end. */
final class Prechecked {
    private Prechecked() {}

    static void precheck(EngineDriver driver) {
        var refused = driver.perform(Phase.Precheck).details().precheck().items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("refused by the precheck: " + refused);
        }
    }

    static void performUpTo(Phase last, EngineDriver driver) {
        precheck(driver);
        driver.performUpTo(last);
    }
}
