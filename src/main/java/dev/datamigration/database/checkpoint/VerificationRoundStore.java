package dev.datamigration.database.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The round that a continuous comparison is in; within the caller's transaction. */
public interface VerificationRoundStore {

    /**
     * A round.
     *
     * @param number from 1
     * @param completedAt null while it is under way
     * @param lastCompletedAt when the newest complete one ended, or null
     * @param repaired rows written in it
     */
    record Round(long number, Instant startedAt, Instant completedAt, Instant lastCompletedAt, long repaired) {

        /** With that many more rows written. */
        public Round repaired(long rows) {
            return new Round(number, startedAt, completedAt, lastCompletedAt, repaired + rows);
        }

        /** Ended at that time. */
        public Round completed(Instant at) {
            return new Round(number, startedAt, at, at, repaired);
        }
    }

    /** Empty before the first. */
    Optional<Round> read(Connection connection) throws SQLException;

    /** In place of the one before. */
    void write(Connection connection, Round round) throws SQLException;
}
