package dev.datamigration.database.load;

import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Reads tables as of a snapshot, for one thread. Each read is a transaction of its own where the kind of database allows it,
 * so that no table is kept from being changed for longer than one chunk takes.
 */
public interface SnapshotReader extends AutoCloseable {

    /** Says what is done with a connection that sees the snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection);
    }

    /** Says what is done with a connection that sees the snapshot, and has looked at tables. */
    @FunctionalInterface
    interface ReadingOfAll {
        void read(Connection connection, Map<LoadTable, TableState> states);
    }

    /**
     * Lets something be read from one table.
     *
     * @param rows that are to be read of it
     * @return empty if the table was truncated or rewritten since the snapshot, so that it cannot be read as of it, or has another
     *     file under it than the one by whose blocks it is cut
     * @throws dev.datamigration.failure.FailureException SnapshotLost if the snapshot or the table is gone
     */
    <T> Optional<T> read(LoadTable table, RowSelection rows, Reading<T> reading);

    /**
     * Lets several small tables be read whole, in one transaction.
     *
     * @throws dev.datamigration.failure.FailureException SnapshotLost if the snapshot or one of the tables is gone
     */
    void readTogether(Collection<LoadTable> tables, ReadingOfAll reading);

    @Override
    void close();
}
