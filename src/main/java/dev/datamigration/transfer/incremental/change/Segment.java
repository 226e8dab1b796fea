package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.write.BoundTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a {@link ChangeBatch}; parts are written one after the other. */
public sealed interface Segment {

    /** Changes of several tables whose order among tables does not matter, as no foreign key is checked. */
    record Rows(Map<BoundTable, TableChanges> tables) implements Segment {
        Rows() {
            this(new LinkedHashMap<>());
        }
    }

    /** A change that cannot be merged with others. */
    record Single(BoundTable table, RowChange change) implements Segment {}

    /** Tables of the target to empty together. */
    record Truncation(List<BoundTable> tables, boolean restartIdentity) implements Segment {}
}
