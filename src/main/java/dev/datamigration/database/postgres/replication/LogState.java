package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.ServerFailures;
import dev.datamigration.database.postgres.position.Lsn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The log that a server writes, as it is now. Every account that may read the log may ask this in versions 13 to 18.
 *
 * @param end up to where it is on the server's disk; nothing beyond it was ever sent
 */
public record LogState(LogIdentity identity, Lsn end) {
    private static final String UNDEFINED_FILE = "58P01";

    /**
     * Asks a server by a connection of its own.
     *
     * @throws dev.datamigration.failure.FailureException ServerBusy while it is in recovery and writes no log of its own
     */
    public static LogState read(PostgresServer server, RunScope scope) {
        var connection = SlotFailures.openReplication(server, scope, "identity");
        try {
            return SqlWork.call(server, scope, "asking for the timeline", () -> read(server, connection));
        } finally {
            scope.close(connection);
        }
    }

    private static LogState read(PostgresServer server, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT pg_catalog.pg_is_in_recovery()")) {
            result.next();
            if (result.getBoolean(1)) {
                throw ServerFailures.inRecovery(server.side());
            }
        }
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("IDENTIFY_SYSTEM")) {
            result.next();
            var timeline = result.getInt("timeline");
            return new LogState(
                    new LogIdentity(result.getString("systemid"), history(connection, timeline)),
                    Lsn.parse(result.getString("xlogpos")));
        }
    }

    /** The server that writes it. */
    public ServerIdentity server() {
        return new ServerIdentity(identity.systemId(), identity.history().current());
    }

    /** The first timeline has no history, and a server that has lost the file of a later one knows none either. */
    private static TimelineHistory history(Connection connection, int timeline) throws SQLException {
        if (timeline == 1) {
            return TimelineHistory.first(timeline);
        }
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            result.next();
            return TimelineHistory.ofFile(timeline, new String(result.getBytes("content"), StandardCharsets.UTF_8));
        } catch (SQLException e) {
            if (UNDEFINED_FILE.equals(e.getSQLState())) {
                return TimelineHistory.first(timeline);
            }
            throw e;
        }
    }
}
