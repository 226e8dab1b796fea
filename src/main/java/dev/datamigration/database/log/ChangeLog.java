package dev.datamigration.database.log;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The log that a database writes of its changes: which it is, where it ends, what is written to it, and what keeps it for us. */
public interface ChangeLog {

    /** Returns what keeps the log for a task in a direction that reads this database. */
    LogCapture capture(String taskId, Direction direction);

    /**
     * Asks which log it is now, over a connection of its own.
     *
     * @throws dev.datamigration.failure.FailureException ServerBusy while the server is in recovery and writes no log of its own
     */
    LogState state(RunScope scope);

    /** The end of the log now: all transactions seen so far are before it. */
    Position end(Connection connection) throws SQLException;

    /** Up to where the log is written, which may be some way before its end, and when. */
    LogMark written(Connection connection) throws SQLException;

    /** Most bytes of log that the server keeps for one {@link LogCapture}, which is lost beyond; empty without limit. */
    OptionalLong keptAtMost(Connection connection) throws SQLException;

    /** From now on readers of the log hear at once of what this connection commits, whatever the server's settings. */
    void sendAtOnce(Connection connection) throws SQLException;

    /**
     * Writes something that changes nothing, in a transaction of its own where the connection is in autocommit mode, so that
     * the log moves past its end.
     *
     * @param text that tells what for
     */
    void move(Connection connection, String text) throws SQLException;

    /**
     * Writes a mark, a transaction of its own. Its position is before its commit: whatever was committed when it was written
     * is covered, and whoever has received the mark's commit has received all of that.
     *
     * @param connection in autocommit mode
     */
    LogMark mark(Connection connection) throws SQLException;
}
