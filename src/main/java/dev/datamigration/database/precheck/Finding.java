package dev.datamigration.database.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.failure.OneLine;

/**
 * Says what a check found.
 *
 * @param remedy what to do about it, with the exact SQL where there is one; null where nothing is to be done
 */
public record Finding(PrecheckItemStatus status, String message, String remedy) {
    public Finding {
        message = OneLine.of(message);
    }

    /** Returns it as an item of the status. */
    public PrecheckItem item(String name, Side side, boolean skippable) {
        return new PrecheckItem(name, side, status, message, remedy, skippable);
    }

    public static Finding passed(String message) {
        return new Finding(PrecheckItemStatus.Passed, message, null);
    }

    public static Finding warning(String message, String remedy) {
        return new Finding(PrecheckItemStatus.Warning, message, remedy);
    }

    public static Finding failed(String message, String remedy) {
        return new Finding(PrecheckItemStatus.Failed, message, remedy);
    }
}
