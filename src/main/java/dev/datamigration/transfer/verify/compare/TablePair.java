package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;

/**
 * A table to compare.
 *
 * @param name on the source
 * @param source null where it is not on the source any more
 * @param target null where it is not on the target
 */
public record TablePair(TableName name, DataTable source, DataTable target) {
    private static final long GUESSED_ROW_BYTES = 200;

    /** On both sides, where it is. */
    public Both<DataTable> tables() {
        return new Both<>(source, target);
    }

    /** For progress and for the number of buckets; a table never analysed is guessed from its size. */
    public long estimatedRows() {
        if (source == null) {
            return 0;
        }
        return source.estimatedRows() > 0 ? source.estimatedRows() : source.bytes() / GUESSED_ROW_BYTES;
    }
}
