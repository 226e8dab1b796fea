package dev.datamigration.database.compare;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One side of a table that is compared: the same columns and the same key as on the other side, in the same order, hashed
 * so that equal rows have equal hashes. A suspect is a row that seemed to differ: it goes by its key, or by both halves of its
 * hash in a table without one.
 */
public interface ComparedTable {
    TableName name();

    boolean hasKey();

    /** Returns whether there is a key by which rows sort on every server as they do here. */
    boolean keySortsAlike();

    boolean hasRows(Connection connection) throws SQLException;

    /** Reads it by ranges of its key, where there is one. */
    KeyRangeReader ranges();

    /** Reads it dealt into buckets. */
    BucketReader dealtInto(Buckets buckets);

    /**
     * Looks again at rows that seemed to differ.
     *
     * @return one observation for each suspect, in their order, all of one snapshot
     */
    List<RowObservation> look(Connection connection, List<List<String>> suspects) throws SQLException;

    /**
     * The values of a suspect's row; empty where it is there no more.
     *
     * @param seen where it was last seen on this side; only needed without a key
     * @param mostBytes the widest row whose values are read
     */
    Optional<RowText> text(Connection connection, List<String> suspect, RowObservation seen, long mostBytes)
            throws SQLException;

    /** Returns which versions of rows stand under keys: one for each key, in their order, all of one snapshot. */
    List<RowVersion> versions(Connection connection, List<List<String>> keys) throws SQLException;

    /**
     * Returns which transactions may have written to the table and are not over, each told apart for as long as it lasts. One that is
     * not among them and began before is seen by whoever looks next: also one whose commit stands in the log while it waits for
     * a standby.
     */
    Set<String> writers(Connection connection) throws SQLException;

    /** Writes rows of it. */
    RowRepairs repairs();

    /** Says how people can write rows of it. */
    CorrectionStatements corrections();
}
