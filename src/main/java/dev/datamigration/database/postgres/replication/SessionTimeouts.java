package dev.datamigration.database.postgres.replication;

import java.sql.Connection;
import java.sql.SQLException;

/** Settings of newer servers that would end a long-lived session of ours; older ones do not know them. */
public final class SessionTimeouts {
    private SessionTimeouts() {}

    /** idle_session_timeout is known from version 14 on, transaction_timeout from 17 on. */
    public static void disable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
                    + " WHERE name IN ('idle_session_timeout', 'transaction_timeout')");
        }
    }
}
