package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.write.BoundTable;
import java.util.List;

/** A change of a source transaction, ready to be put into a {@link ChangeBatch}. */
public sealed interface PendingChange {

    /** About how much memory it takes, in bytes. */
    long memory();

    record Row(BoundTable table, RowChange change) implements PendingChange {
        /** Its places in the lists and maps that it goes through. */
        private static final long OVERHEAD = 200;

        @Override
        public long memory() {
            return OVERHEAD + change.memory();
        }
    }

    /** @param tables of the target, emptied together */
    record Truncation(List<BoundTable> tables, boolean restartIdentity) implements PendingChange {
        @Override
        public long memory() {
            return 64L * tables.size();
        }
    }
}
