package dev.datamigration.database.checkpoint;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes that came late, as the database that is written to has them; all within the caller's transaction. */
public interface LateWriteStore {

    /** Changes of one kind to one table. */
    record Key(TableName table, DmlType operation) {}

    /** Says how many, and when the first and the last were committed. */
    record Count(long count, Instant first, Instant last) {
        public Count plus(Count other) {
            return new Count(
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** @param row as JSON, or null for a truncation */
    record Kept(Key key, Instant committedAt, String row) {}

    /**
     * Whose changes they are.
     *
     * @param round of the switchover
     * @param carried whether the changes are applied as well
     */
    record Origin(int round, boolean carried) {}

    /** From where on changes come late; empty where they do not. */
    Optional<LateMarker> marker(Connection connection) throws SQLException;

    /** Notes from where on changes come late, in place of what was noted before. */
    void place(Connection connection, LateMarker marker) throws SQLException;

    /** No change comes late any more. */
    void removeMarker(Connection connection) throws SQLException;

    /** Adds to the counts. */
    void count(Connection connection, Origin origin, Map<Key, Count> counts) throws SQLException;

    /**
     * Keeps rows, up to a bound for each round.
     *
     * @param most that are kept of a round in all
     */
    void keep(Connection connection, Origin origin, List<Kept> rows, int most) throws SQLException;

    /** Forgets what was counted and kept of a round's changes that were applied. */
    void forgetCarried(Connection connection, int round) throws SQLException;

    /** All late writes of the task on either side that this database knows of, by round; none where there are no checkpoints. */
    List<LateWrites> totals(Connection connection) throws SQLException;
}
