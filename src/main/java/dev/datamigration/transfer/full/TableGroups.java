package dev.datamigration.transfer.full;

import dev.datamigration.api.FullMigrationSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts tables that are small, and of which nothing is planned or copied yet, together into groups that are copied in one
 * transaction each: of thousands of them, most of the time would otherwise go into transactions and checkpoints. Pure.
 */
final class TableGroups {
    /**
     * Each takes a lock for itself and for every index; a server has {@code max_locks_per_transaction} of them (64 where
     * nobody changed it) for each connection that it allows.
     */
    private static final int MOST_TABLES = 32;

    /** On the source's disk, so that what a lost connection takes with it is soon copied again. */
    private static final long MOST_BYTES = 2_000_000;

    private TableGroups() {}

    /** @param progress of these tables */
    static List<List<LoadTable>> of(
            Collection<LoadTable> tables, LoadProgress progress, FullMigrationSettings settings) {
        var small = tables.stream()
                .filter(table -> isSmall(table, settings)
                        && !progress.table(table.name()).isBegun())
                .toList();
        var most = Math.min(MOST_TABLES, 1 + small.size() / settings.parallelism());
        var groups = new ArrayList<List<LoadTable>>();
        var group = new ArrayList<LoadTable>();
        var bytes = 0L;
        for (var table : small) {
            if (group.size() == most
                    || (!group.isEmpty() && bytes + table.table().bytes() > MOST_BYTES)) {
                groups.add(List.copyOf(group));
                group.clear();
                bytes = 0;
            }
            group.add(table);
            bytes += table.table().bytes();
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    private static boolean isSmall(LoadTable table, FullMigrationSettings settings) {
        return table.table().bytes() <= MOST_BYTES && ChunkSize.isOneChunk(table.table(), settings);
    }
}
