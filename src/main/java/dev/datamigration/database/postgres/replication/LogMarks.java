package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMark;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks for the end of a server's log, and writes into it: messages that change nothing. */
public final class LogMarks {
    private LogMarks() {}

    /** The end of the log now: the commit records of all transactions seen so far are before it. */
    public static Position end(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.pg_current_wal_insert_lsn()::text")
                .one(row -> Lsn.parse(row.getString(1)));
    }

    /** Up to where the log is written, which may be some way before its end, and when. */
    public static LogMark written(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.pg_current_wal_lsn()::text, pg_catalog.clock_timestamp()")
                .one(row -> new LogMark(Lsn.parse(row.getString(1)), SqlStatement.instant(row, 2)));
    }

    /**
     * Writes something that changes nothing, in a transaction of its own where the connection is in autocommit mode, so that
     * the log moves past its end.
     *
     * @param text that tells what for
     */
    public static void move(Connection connection, String text) throws SQLException {
        SqlStatement.of(connection, "SELECT pg_catalog.pg_logical_emit_message(true, 'datamigration', ?)")
                .with(text)
                .exists();
    }

    /**
     * Writes a marker, a transaction of its own. The position is that of its message, which comes before its commit:
     * whatever was committed when the message was written has its commit before it, and whoever has received the marker's
     * commit has received all of that.
     *
     * @param connection in autocommit mode
     */
    public static LogMark write(Connection connection) throws SQLException {
        // a message of a transaction reaches the log's readers when that commits, which it does with the statement, and
        // once it is flushed, which must not wait for the server's own time
        return SqlStatement.of(
                        connection,
                        "SELECT pg_catalog.pg_logical_emit_message(true, 'datamigration', 'marker')::text,"
                                + " pg_catalog.clock_timestamp(),"
                                + " pg_catalog.set_config('synchronous_commit', 'local', true)")
                .one(row -> new LogMark(Lsn.parse(row.getString(1)), SqlStatement.instant(row, 2)));
    }
}
