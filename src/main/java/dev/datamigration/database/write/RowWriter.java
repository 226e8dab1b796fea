package dev.datamigration.database.write;

import dev.datamigration.database.log.Tuple;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/**
 * Writes rows within the open transaction of one connection, values as the log has them. What changes rows returns the number of
 * conflicts met. After an error the transaction is of no use, unless it goes back to a savepoint.
 */
public interface RowWriter {

    /**
     * Of rows of a table that is meant {@linkplain BoundTable#inPart in part}, those that are meant, by their places in the list.
     *
     * @throws dev.datamigration.failure.FailureException if the log leaves out what that depends on
     */
    BitSet meant(BoundTable table, List<Tuple> rows) throws SQLException;

    /** Rows that are there already are overwritten and count as conflicts. */
    long insert(BoundTable table, List<Tuple> rows) throws SQLException;

    /** Deletes rows by their key; those that are not there count as conflicts. */
    long delete(BoundTable table, List<Tuple> keys) throws SQLException;

    /**
     * Updates rows whose key stays; those that are not there count as conflicts.
     *
     * @param set positions of the columns to set, the same for all rows
     */
    long update(BoundTable table, int[] set, List<Tuple> rows) throws SQLException;

    /** Updates one row whose key may change, in place. */
    long updateKey(BoundTable table, Tuple old, Tuple row) throws SQLException;

    /** Updates one of the rows of a table without a key that are equal to the old one in every column. */
    long updateWhole(BoundTable table, Tuple old, Tuple row) throws SQLException;

    /** Deletes one of the rows of a table without a key that are equal to this one in every column. */
    long deleteWhole(BoundTable table, Tuple old) throws SQLException;

    /** Empties tables together, whatever refers to them. */
    void truncate(List<BoundTable> tables, boolean restartIdentity) throws SQLException;

    /** Lets the server hear of a transaction that waits. */
    void touch() throws SQLException;
}
