package dev.datamigration.database.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * Reads one side of a table dealt into buckets: by the hash of the key, or of the whole row where there is no key.
 * Hashes are compared as numbers, so nothing depends on how text sorts.
 */
public interface BucketReader {
    /**
     * Reads what the rows of each bucket come to; the connection must be in a transaction with one snapshot.
     *
     * @param read told of the rows that were read, now and then; what it throws ends the reading
     */
    Aggregate[] sums(Connection connection, LongConsumer read) throws SQLException;

    /**
     * Rows of some buckets, sorted by bucket hash; the connection must not be in autocommit mode.
     *
     * @param after leaves out rows whose bucket hash is not above it; null leaves out none
     */
    RowStream rows(Connection connection, Collection<Integer> wanted, Long after) throws SQLException;
}
