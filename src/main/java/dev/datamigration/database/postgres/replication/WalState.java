package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.Continuity;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.log.LogState;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.ServerFailures;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The WAL that a server writes, as it is now. Every account that may read it may ask this in versions 13 to 18.
 *
 * @param systemId that {@code initdb} gave the server, and its physical copies share
 * @param history of its timelines
 */
record WalState(String systemId, TimelineHistory history, Lsn end) implements LogState {
    private static final String UNDEFINED_FILE = "58P01";

    /**
     * Asks a server by a connection of its own.
     *
     * @throws dev.datamigration.failure.FailureException ServerBusy while it is in recovery and writes no log of its own
     */
    static WalState read(PostgresServer server, RunScope scope) {
        var connection = SlotFailures.openReplication(server, scope, "identity");
        try {
            return SqlWork.call(server, scope, "asking for the timeline", () -> read(server, connection));
        } finally {
            scope.close(connection);
        }
    }

    private static WalState read(PostgresServer server, Connection connection) throws SQLException {
        if (SqlStatement.of(connection, "SELECT pg_catalog.pg_is_in_recovery()").isTrue()) {
            throw ServerFailures.inRecovery(server.side());
        }
        return SqlStatement.of(connection, "IDENTIFY_SYSTEM")
                .one(row -> new WalState(
                        row.getString("systemid"),
                        history(connection, row.getInt("timeline")),
                        Lsn.parse(row.getString("xlogpos"))));
    }

    @Override
    public LogIdentity identity() {
        return new LogIdentity(systemId, history.toString());
    }

    @Override
    public ServerIdentity server() {
        return new ServerIdentity(systemId, history.current());
    }

    @Override
    public Continuity since(LogIdentity known, Position read) {
        if (!known.systemId().equals(systemId)) {
            return new Continuity.OtherSystem(known.systemId(), systemId);
        }
        var before = TimelineHistory.parse(known.history());
        var shared = before.sharedWith(history);
        if (shared.isEmpty()) {
            return end.covers(read) ? new Continuity.Same() : new Continuity.EndsBefore(end);
        }
        var from = Integer.toString(before.current());
        var to = Integer.toString(history.current());
        return shared.get().covers(read)
                ? new Continuity.FailedOver(from, to, shared.get())
                : new Continuity.Diverged(from, to, shared.get());
    }

    /** The first timeline has no history, and a server that has lost the file of a later one knows none either. */
    private static TimelineHistory history(Connection connection, int timeline) throws SQLException {
        if (timeline == 1) {
            return TimelineHistory.first(timeline);
        }
        try {
            return SqlStatement.of(connection, "TIMELINE_HISTORY " + timeline)
                    .one(row -> TimelineHistory.ofFile(
                            timeline, new String(row.getBytes("content"), StandardCharsets.UTF_8)));
        } catch (SQLException e) {
            if (UNDEFINED_FILE.equals(e.getSQLState())) {
                return TimelineHistory.first(timeline);
            }
            throw e;
        }
    }
}
