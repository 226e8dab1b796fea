package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.ServerIdentity;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Asks a server which one it is. */
final class IdentityQuery {
    private static final Set<String> NOT_TOLD = Set.of("42501", "42883", "0A000");

    private static final String READ = """
            SELECT system_identifier::text,
                   CASE WHEN pg_catalog.pg_is_in_recovery() THEN 0 ELSE
                     ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::pg_catalog.bit(32)::int
                   END
              FROM pg_catalog.pg_control_system()
            """;

    private IdentityQuery() {}

    /** Asks any connection in autocommit mode; empty where the server does not tell this account. */
    static Optional<ServerIdentity> read(Connection connection) throws SQLException {
        try {
            return SqlStatement.of(connection, READ).first(row -> new ServerIdentity(row.getString(1), row.getInt(2)));
        } catch (SQLException e) {
            if (NOT_TOLD.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
