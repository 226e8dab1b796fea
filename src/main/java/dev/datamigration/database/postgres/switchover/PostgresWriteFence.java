package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.schema.reader.DatabaseSettings;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.switchover.WriteFence;
import dev.datamigration.failure.OneLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Makes roles read-only by default in one database and takes that back. A session may set itself writable again; what
 * it then writes is found as a late write.
 */
public final class PostgresWriteFence implements WriteFence {
    private static final String SETTING = "default_transaction_read_only";

    private final PostgresServer server;

    public PostgresWriteFence(PostgresServer server) {
        this.server = server;
    }

    @Override
    public String restoring(Connection connection, String role) throws SQLException {
        var before = value(connection, role);
        return before == null
                ? alter(role) + " RESET " + SETTING
                : alter(role) + " SET " + SETTING + " = " + Sql.literal(before);
    }

    @Override
    public void raise(Connection connection, String role) throws SQLException {
        SqlStatement.execute(connection, raising(role));
    }

    /** The statement that fences the role. */
    String raising(String role) {
        return alter(role) + " SET " + SETTING + " = on";
    }

    @Override
    public void lift(Connection connection, String role, String restoring) throws SQLException {
        if ("on".equals(value(connection, role))) {
            SqlStatement.execute(connection, restoring);
        }
    }

    private String alter(String role) {
        return "ALTER ROLE %s IN DATABASE %s"
                .formatted(Sql.identifier(role), Sql.identifier(server.access().database()));
    }

    /** As it is set for the role in this very database, or null. */
    private static String value(Connection connection, String role) throws SQLException {
        return DatabaseSettings.read(connection).stream()
                .filter(setting -> role.equals(setting.role()) && setting.name().equals(SETTING))
                .map(DatabaseSetting::value)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String remedy(String role) {
        var account = OneLine.of(Sql.identifier(server.access().user()));
        return "-- as a superuser: correct the role's name in spec.forwardSwitchover.applicationRoles if it is wrong; else%n"
                        .formatted()
                + "-- version 16 and later: ALTER ROLE %s CREATEROLE; GRANT %s TO %s WITH ADMIN OPTION;%n"
                        .formatted(account, OneLine.of(Sql.identifier(role)), account)
                + "-- before version 16: ALTER ROLE %s CREATEROLE;%n".formatted(account)
                + "-- or fence it by hand and set fenceSource to false:%n".formatted()
                + raising(role) + ";";
    }

    @Override
    public int countSessions(Connection connection, Collection<String> roles) throws SQLException {
        return new RoleSessions(connection, roles).count();
    }

    @Override
    public List<Integer> endSessions(Connection connection, Collection<String> roles, RunScope scope)
            throws SQLException {
        return new RoleSessions(connection, roles).endAll(scope);
    }

    @Override
    public String sessionsRemedy(Collection<String> roles) {
        return RoleSessions.remedy(server.access().user(), roles);
    }
}
