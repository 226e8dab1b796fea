package dev.datamigration.transfer.verify;

import dev.datamigration.api.FullVerificationSettings;
import dev.datamigration.api.RepairMode;

/** How many differing rows of one table are looked for before the rest of the table does not matter. */
final class MostDifferences {
    private MostDifferences() {}

    /** Whoever repairs must know all that he may repair, whatever is recorded for people. */
    static int of(FullVerificationSettings settings) {
        return settings.repair().mode() == RepairMode.Apply
                ? Math.max(settings.mismatchLimit(), settings.repair().maxRows())
                : settings.mismatchLimit();
    }
}
