package dev.datamigration.transfer.verify.result;

import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;

/** Says how many differing rows of one table are looked for before the rest of the table does not matter. */
public final class MostDifferences {
    private MostDifferences() {}

    /** Whoever repairs must know all that he may repair, whatever is recorded for people. */
    public static int of(FullVerificationSettings settings) {
        return settings.repair().mode() == RepairMode.Apply
                ? Math.max(settings.mismatchLimit(), settings.repair().maxRows())
                : settings.mismatchLimit();
    }
}
