package dev.datamigration.database.checkpoint;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows that one verification found to differ, and which of them were repaired; within the caller's transaction. */
public interface RowDifferenceStore {

    /** On which side a row is, or that it is on both and differs. */
    enum DifferenceClass {
        SourceOnly,
        TargetOnly,
        Mismatched
    }

    /**
     * A difference as it is kept.
     *
     * @param number counts from 1 within the table
     * @param key of the row, or its hash where there is no key
     * @param rows how many there are; other than 1 only without a key
     * @param rowKey the key for people; null where it was read again
     * @param correctionSql makes the target's row what the source's is; a comment where that is not possible, and null
     *     where it was read again
     */
    record RecordedDifference(
            int number,
            DifferenceClass differenceClass,
            List<String> key,
            long rows,
            String rowKey,
            String correctionSql) {
        public RecordedDifference {
            key = List.copyOf(key);
        }
    }

    /**
     * A difference that was made good.
     *
     * @param key of the row, or its hash where there is no key
     * @param differenceClass what the difference was
     * @param rows that were written; other than 1 only without a key
     */
    record RepairedRow(List<String> key, DifferenceClass differenceClass, long rows) {
        public RepairedRow {
            key = List.copyOf(key);
        }
    }

    /** The query that shows the correction SQL to people. */
    String query();

    /** Forgets what is kept of these tables. */
    void forget(Connection connection, Collection<TableName> tables) throws SQLException;

    /** Keeps differences of a table, whose numbers are new to it. */
    void add(Connection connection, TableName table, List<RecordedDifference> differences) throws SQLException;

    /** All that are kept of a table, by number, those that were repaired since included. */
    List<RecordedDifference> of(Connection connection, TableName table) throws SQLException;

    /**
     * Notes that rows were written; a row may be written more than once.
     *
     * @param rows by the numbers of their differences; one that was not kept has a new number
     */
    void repaired(Connection connection, TableName table, Map<Integer, RepairedRow> rows) throws SQLException;

    /** Returns how many rows of a table were repaired so far, by class; classes without any are left out. */
    Map<DifferenceClass, Long> repaired(Connection connection, TableName table) throws SQLException;
}
