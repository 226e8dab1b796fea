package dev.datamigration.database.checkpoint;

import dev.datamigration.api.Side;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The memory of one task in a database that is written to, so that it commits together with the rows it speaks of. Nothing
 * here begins or ends a transaction.
 */
public interface CheckpointStore {

    /** Whether there are checkpoints that this account may read, of whatever task. */
    boolean isInstalled(Connection connection) throws SQLException;

    /**
     * All that is said of the task; {@link FoundCheckpoints#NONE} where nothing is.
     *
     * @param direction key of the one that writes to this database
     */
    FoundCheckpoints found(Connection connection, String direction) throws SQLException;

    /** The position of a direction that writes to this database. */
    PositionStore applied(String direction);

    /** The position of the watch that reads on where a direction has ended. */
    PositionStore watched(String direction);

    /** What the log of the source had before the position as of which an interrupted load went on. */
    PositionStore loaded();

    /**
     * What came late.
     *
     * @param direction key of the one that writes to this database
     * @param side that it reads
     */
    LateWriteStore lateWrites(String direction, Side side);
}
