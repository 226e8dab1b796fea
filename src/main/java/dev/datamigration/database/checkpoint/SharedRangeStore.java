package dev.datamigration.database.checkpoint;

import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Ranges of keys that a verification lets others compare. Whoever takes one has it for as long as its session lives, or until
 * it says what it found; nothing here outlives the verification.
 */
public interface SharedRangeStore {

    /**
     * A range.
     *
     * @param number tells it from the others of the task, of which lower ones are taken first
     * @param table by its name on the source of the direction
     */
    record SharedRange(long number, TableName table, KeyRange range) {}

    /**
     * Says what was seen in a range.
     *
     * @param number of the range
     * @param scanned rows on the source
     * @param consistent rows that are equal
     * @param suspects keys of rows that seemed to differ
     */
    record RangeResult(long number, long scanned, long consistent, List<List<String>> suspects) {}

    /** Forgets all ranges. */
    void forget(Connection connection) throws SQLException;

    void add(Connection connection, List<SharedRange> ranges) throws SQLException;

    /** Takes a range for this connection; empty where there is none that is nobody's. Waits for nobody. */
    Optional<SharedRange> take(Connection connection) throws SQLException;

    /** As {@link #take}, and forgets it. */
    Optional<SharedRange> takeBack(Connection connection) throws SQLException;

    /** Says what was seen in a range that this connection has taken. */
    void finish(Connection connection, RangeResult result) throws SQLException;

    /** Forgets the ranges that are finished, and says what was seen in them. */
    List<RangeResult> collect(Connection connection) throws SQLException;
}
