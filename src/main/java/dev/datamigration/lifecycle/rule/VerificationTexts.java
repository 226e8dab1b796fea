package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.failure.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Puts into words what is said of a comparison. Equal is said of the tables that were compared, with the time as of which: never of what
 * was not. The time is told to the minute, so that a status is not written anew for each table.
 */
public final class VerificationTexts {
    private VerificationTexts() {}

    public static String equal(VerificationStatus found) {
        return "%s equal on both sides%s%s".formatted(compared(found), asOf(found), repaired(found));
    }

    public static String different(LatestComparison latest) {
        return "the databases differ%s, see %s%s"
                .formatted(asOf(latest.found()), latest.field(), repaired(latest.found()));
    }

    /** Rows are told of a comparison that has ended: one that goes on counts others each time. */
    private static String compared(VerificationStatus found) {
        var tables = found.tables() == null ? 0 : found.tables();
        var text = Quantity.of(tables, "table");
        var rows = found.consistentRows() == null ? 0 : found.consistentRows();
        var verb = tables == 1 ? " was" : " were";
        return found.continuous() != null ? text + verb : text + " with " + Quantity.of(rows, "row") + verb;
    }

    private static String asOf(VerificationStatus found) {
        return found.oldestComparedAt() == null
                ? ""
                : " as of " + Instant.parse(found.oldestComparedAt()).truncatedTo(ChronoUnit.MINUTES);
    }

    private static String repaired(VerificationStatus found) {
        var rows = found.repair() == null ? 0 : found.repair().repaired();
        return rows == 0 ? "" : Quantity.of(rows, "; 1 row was repaired", "; %,d rows were repaired");
    }
}
