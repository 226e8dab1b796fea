package dev.datamigration.database.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads ranges of one side of a table with a key. What a call returns is of one snapshot. */
public interface KeyRangeReader {
    /**
     * The key that ends a chunk of so many rows after a bound; empty where fewer are left. Reads keys only.
     *
     * @param after null for the begin of the table
     */
    Optional<List<String>> nextBound(Connection connection, List<String> after, int rows) throws SQLException;

    Aggregate aggregate(Connection connection, KeyRange range) throws SQLException;

    /** Every so manieth key of a range. */
    List<List<String>> bounds(Connection connection, KeyRange range, long step) throws SQLException;

    /** The rows of a range, in no order; never more than the limit. */
    List<HashedRow> rows(Connection connection, KeyRange range, int limit) throws SQLException;
}
