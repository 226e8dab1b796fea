package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.database.log.LogCapture;
import dev.datamigration.database.log.LogMark;
import dev.datamigration.database.log.LogState;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The WAL of a server. What is written there to mark a place are messages that change nothing. */
public final class PostgresChangeLog implements ChangeLog {
    private static final long MEGABYTE = 1L << 20;

    private final PostgresServer server;

    public PostgresChangeLog(PostgresServer server) {
        this.server = server;
    }

    @Override
    public LogCapture capture(String taskId, Direction direction) {
        return new SlotCapture(server, taskId, direction);
    }

    @Override
    public LogState state(RunScope scope) {
        return WalState.read(server, scope);
    }

    /** The commit records of all transactions seen so far are before it. */
    @Override
    public Position end(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.pg_current_wal_insert_lsn()::text")
                .one(row -> Lsn.parse(row.getString(1)));
    }

    @Override
    public LogMark written(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.pg_current_wal_lsn()::text, pg_catalog.clock_timestamp()")
                .one(row -> new LogMark(Lsn.parse(row.getString(1)), SqlStatement.instant(row, 2)));
    }

    @Override
    public OptionalLong keptAtMost(Connection connection) throws SQLException {
        var megabytes = SqlStatement.of(
                        connection,
                        "SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'max_slot_wal_keep_size'")
                .one(row -> row.getLong(1));
        return megabytes < 0 ? OptionalLong.empty() : OptionalLong.of(megabytes * MEGABYTE);
    }

    /** What is not flushed is not sent either. */
    @Override
    public void sendAtOnce(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "SET synchronous_commit = local");
    }

    @Override
    public void move(Connection connection, String text) throws SQLException {
        SqlStatement.of(connection, "SELECT pg_catalog.pg_logical_emit_message(true, 'datamigration', ?)")
                .with(text)
                .exists();
    }

    @Override
    public LogMark mark(Connection connection) throws SQLException {
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
