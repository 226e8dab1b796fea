package dev.datamigration.transfer.full.table;

import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import java.util.ArrayList;
import java.util.List;

/** Says what the finished chunks of a table cover, in as few ranges as possible: chunks are mostly finished in order. */
public final class FinishedRanges {
    private FinishedRanges() {}

    /** @param chunks of one table, by number */
    public static List<ChunkRange> merged(List<Chunk> chunks) {
        var ranges = new ArrayList<ChunkRange>();
        for (var chunk : chunks) {
            var last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.upper().equals(chunk.range().lower())) {
                ranges.set(
                        ranges.size() - 1,
                        new ChunkRange(last.lower(), chunk.range().upper()));
            } else {
                ranges.add(chunk.range());
            }
        }
        return ranges;
    }
}
