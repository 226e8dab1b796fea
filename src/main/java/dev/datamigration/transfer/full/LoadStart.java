package dev.datamigration.transfer.full;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.Snapshot;
import java.util.List;

/**
 * Holds what a load begins with.
 *
 * @param snapshot to read under; null where there is nothing to read
 * @param tables that are to be read
 */
record LoadStart(Snapshot snapshot, List<LoadTable> tables) implements AutoCloseable {
    @Override
    public void close() {
        if (snapshot != null) {
            snapshot.close();
        }
    }
}
