package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.replication.LogMarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A transaction of ours in a server's log.
 *
 * @param position everything committed on the server before the marker has a commit below it
 * @param at the server's time
 * @param nanos {@link System#nanoTime} when it was asked for
 */
public record Marker(Position position, Instant at, long nanos) {

    /** @param connection in autocommit mode */
    public static Marker write(Connection connection) throws SQLException {
        var asked = System.nanoTime();
        var mark = LogMarks.write(connection);
        return new Marker(mark.position(), mark.at(), asked);
    }
}
