package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.sequence.NextValues;
import dev.datamigration.failure.OneLine;
import dev.datamigration.failure.Quantity;
import java.util.List;

/** SQL for a person that sets sequences of the target that the task could not set. */
record SequenceScript(NextValues values) {
    /** What a status takes; a longer script gives way to one that finds the sequences itself. */
    static final int LONGEST = 18_000;

    /** Of parts; the empty text of none. */
    String of(List<String> parts) {
        var script = String.join("\n", parts);
        return script.length() <= LONGEST
                ? script
                : fromColumns(Quantity.of(parts.size(), "1 sequence", "%d sequences") + " could not be set");
    }

    /**
     * One sequence.
     *
     * @param why becomes a comment
     * @param sql one statement, or null where there is none for it
     */
    static String part(String why, String sql) {
        return "-- " + OneLine.of(why) + (sql == null ? "" : "\n" + sql);
    }

    /** Sets every sequence that belongs to a column beyond the column's values. */
    String fromColumns(String why) {
        return part(
                "The source's positions of sequences were not brought over (" + why
                        + "). This sets each sequence that belongs"
                        + " to a column beyond the column's values; set others by hand.",
                values.scriptFromColumns());
    }
}
