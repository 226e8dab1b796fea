package dev.datamigration.transfer.switchover;

import dev.datamigration.database.postgres.Lsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A transaction of ours in a server's log. The position is that of its message, which comes before its commit: whatever
 * was committed when the message was written has its commit before it, and whoever has received the marker's commit has
 * received all of that.
 *
 * @param position everything committed on the server before the marker has a commit below it
 * @param at the server's time
 * @param nanos {@link System#nanoTime} when it was asked for
 */
record Marker(Lsn position, Instant at, long nanos) {

    /** @param connection in autocommit mode */
    static Marker write(Connection connection) throws SQLException {
        var asked = System.nanoTime();
        // a message of a transaction reaches the log's readers when that commits, which it does with the statement, and
        // once it is flushed, which must not wait for the server's own time
        try (var statement = connection.prepareStatement(
                        "SELECT pg_catalog.pg_logical_emit_message(true, 'datamigration', 'marker')::text,"
                                + " pg_catalog.clock_timestamp(),"
                                + " pg_catalog.set_config('synchronous_commit', 'local', true)");
                var result = statement.executeQuery()) {
            result.next();
            return new Marker(
                    Lsn.parse(result.getString(1)),
                    result.getObject(2, OffsetDateTime.class).toInstant(),
                    asked);
        }
    }
}
