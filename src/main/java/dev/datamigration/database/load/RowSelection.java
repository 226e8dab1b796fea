package dev.datamigration.database.load;

import java.util.List;

/** Says which rows of a table are read. */
public sealed interface RowSelection {
    RowSelection ALL = new InRange(ChunkRange.EVERYTHING);

    /** Those whose key, or block, lies in the range. */
    record InRange(ChunkRange range) implements RowSelection {}

    /**
     * Those that have one of these keys, and lie in one of these ranges.
     *
     * @param keys as the server prints their values
     */
    record WithKeys(List<List<String>> keys, List<ChunkRange> ranges) implements RowSelection {}

    /** Returns whether they are a part of the table only. */
    default boolean inPart() {
        return !equals(ALL);
    }
}
