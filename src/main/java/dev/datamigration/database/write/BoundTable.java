package dev.datamigration.database.write;

import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import java.util.Arrays;

/**
 * Says how one version of a table that is read is written to its counterpart. Made by a {@link TableBinder}, and compared by
 * identity. Positions of columns are those of the log's rows.
 */
public interface BoundTable {

    /** Its name on the side that is read. */
    TableName source();

    /** Its name on the side that is written to. */
    TableName target();

    /** Positions of the columns that identify a row on both sides; empty if there are none. */
    int[] key();

    /** Positions of the columns that an update of a row found by its key has to set and may set. */
    int[] settable();

    /** Returns whether a row must be updated in place where its key changed, and never be deleted and inserted anew. */
    boolean keepsRows();

    /** The failure of a change whose row cannot be told, since the log leaves out a key that did not change. */
    FailureException keyNotInLog();

    /** Returns whether only rows are meant that {@link RowWriter#meant} tells. */
    boolean inPart();

    /** Returns whether only rows are meant that their key tells, so that it is known of a row that is gone, too. */
    boolean inPartByKey();

    default boolean hasKey() {
        return key().length > 0;
    }

    default boolean isKey(int column) {
        return Arrays.stream(key()).anyMatch(position -> position == column);
    }
}
