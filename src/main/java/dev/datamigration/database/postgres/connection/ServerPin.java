package dev.datamigration.database.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * The server that every connection of a run must lead to. An address can lead to another one from one connection to the
 * next, during a failover or through a proxy; what was asked of one server then says nothing of the other.
 *
 * @param systemId that {@code initdb} gave the server, and its physical copies share
 * @param timeline on which it writes; 0 while it is in recovery and writes nothing
 */
public record ServerPin(String systemId, int timeline) {
    private static final Set<String> NOT_TOLD = Set.of("42501", "42883", "0A000");

    private static final String READ = """
            SELECT system_identifier::text,
                   CASE WHEN pg_catalog.pg_is_in_recovery() THEN 0 ELSE
                     ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::pg_catalog.bit(32)::int
                   END
              FROM pg_catalog.pg_control_system()
            """;

    /** Asks any connection in autocommit mode; empty where the server does not tell this account. */
    public static Optional<ServerPin> of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(READ)) {
            result.next();
            return Optional.of(new ServerPin(result.getString(1), result.getInt(2)));
        } catch (SQLException e) {
            if (NOT_TOLD.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean inRecovery() {
        return timeline == 0;
    }
}
