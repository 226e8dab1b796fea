package dev.datamigration.database.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes rows of one table as the other side has them. */
public interface RowRepairs {
    /** As {@link ComparedTable#versions}; the rows that are found stay locked for the rest of the transaction. */
    List<RowVersion> lock(Connection connection, List<List<String>> keys) throws SQLException;

    /** Removes the rows at these places, which the caller has locked. */
    int delete(Connection connection, List<String> places) throws SQLException;

    /**
     * Finds the copies of rows in a table without a key; may read the whole table for it, once for all of them.
     *
     * @param hashes of the rows, both halves of each
     * @return versions of the copies, by hash, as {@link #deleteVersions} takes them
     */
    Map<List<String>, List<String>> copies(Connection connection, List<List<String>> hashes) throws SQLException;

    /**
     * Removes rows that are still what they were seen to be.
     *
     * @return how many they were
     */
    int deleteVersions(Connection connection, List<String> versions) throws SQLException;

    /**
     * Inserts copies of rows, in one round trip.
     *
     * @param rows values in the order of the table's columns
     * @param copies of each
     */
    void insert(Connection connection, List<List<String>> rows, long copies) throws SQLException;
}
