package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.database.log.LogCapture;
import dev.datamigration.database.log.LogMark;
import dev.datamigration.database.log.LogState;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.sql.SQLException;

/** The WAL of a server. What is written there to mark a place are messages that change nothing. */
public final class PostgresChangeLog implements ChangeLog {
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

    @Override
    public Position end(Connection connection) throws SQLException {
        return LogMarks.end(connection);
    }

    @Override
    public LogMark written(Connection connection) throws SQLException {
        return LogMarks.written(connection);
    }

    /** What is not flushed is not sent either. */
    @Override
    public void sendAtOnce(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "SET synchronous_commit = local");
    }

    @Override
    public void move(Connection connection, String text) throws SQLException {
        LogMarks.move(connection, text);
    }

    @Override
    public LogMark mark(Connection connection) throws SQLException {
        return LogMarks.write(connection);
    }
}
