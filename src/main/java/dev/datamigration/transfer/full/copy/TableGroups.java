package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.transfer.SmallGroups;
import dev.datamigration.transfer.full.table.ChunkSize;
import dev.datamigration.transfer.full.table.LoadProgress;
import java.util.Collection;
import java.util.List;

/** The tables that are small, and of which nothing is planned or copied yet, in groups that are copied in one transaction each; pure. */
public final class TableGroups {
    /** On the source's disk, so that what a lost connection takes with it is soon copied again. */
    private static final long MOST_BYTES = 2_000_000;

    private TableGroups() {}

    /** @param progress of these tables */
    public static List<List<LoadTable>> of(
            Collection<LoadTable> tables, LoadProgress progress, FullMigrationSettings settings) {
        var small = tables.stream()
                .filter(table -> isSmall(table, settings)
                        && !progress.table(table.name()).isBegun())
                .toList();
        return SmallGroups.of(small, table -> table.table().bytes(), MOST_BYTES, settings.parallelism());
    }

    private static boolean isSmall(LoadTable table, FullMigrationSettings settings) {
        return !table.table().inPartitions()
                && table.table().bytes() <= MOST_BYTES
                && ChunkSize.isOneChunk(table.table(), settings);
    }
}
