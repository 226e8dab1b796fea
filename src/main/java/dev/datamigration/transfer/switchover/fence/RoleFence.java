package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.schema.reader.DatabaseSettings;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.OneLine;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.ServerSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes roles read-only by default in one database and takes that back. A session may set itself writable again; what
 * it then writes is found as a late write.
 */
public final class RoleFence {
    private static final String SETTING = "default_transaction_read_only";

    private final PostgresServer server;
    private final ServerSession session;
    private final SavedSettings setAside;

    public RoleFence(Run run, Side side) {
        this.server = run.server(side);
        this.session = new ServerSession(server, run.scope());
        this.setAside = new SavedSettings(run, side);
    }

    /** Idempotent: what was before is remembered once. */
    public void raise(String role) {
        session.make("fencing the role " + role, connection -> {
            setAside.add(new SavedSettings.Entry(SavedSettings.Kind.Fence, role, restoring(connection, role)));
            execute(connection, fencing(role));
        });
    }

    /**
     * Puts back what was before for every role that is fenced.
     *
     * @return the roles
     */
    public List<String> lift() {
        var fenced = setAside.all(SavedSettings.Kind.Fence);
        fenced.forEach(this::lift);
        return fenced.stream().map(SavedSettings.Entry::subject).toList();
    }

    /** A role that is not fenced, or not there any more, is only forgotten. */
    public void lift(SavedSettings.Entry fenced) {
        session.make("lifting the fence of the role " + fenced.subject(), connection -> {
            if (isFenced(connection, fenced.subject())) {
                execute(connection, fenced.statement());
            }
        });
        setAside.forget(fenced);
    }

    private static boolean isFenced(Connection connection, String role) throws SQLException {
        return "on".equals(value(connection, role));
    }

    public String fencing(String role) {
        return alter(role) + " SET " + SETTING + " = on";
    }

    private String restoring(Connection connection, String role) throws SQLException {
        var before = value(connection, role);
        return before == null
                ? alter(role) + " RESET " + SETTING
                : alter(role) + " SET " + SETTING + " = " + Sql.literal(before);
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

    /** Returns what a superuser must run so that the fence can be raised, or what raises it by hand. */
    public String remedy(String role) {
        var account = OneLine.of(Sql.identifier(server.access().user()));
        return "-- as a superuser: correct the role's name in spec.forwardSwitchover.applicationRoles if it is wrong; else%n"
                        .formatted()
                + "-- version 16 and later: ALTER ROLE %s CREATEROLE; GRANT %s TO %s WITH ADMIN OPTION;%n"
                        .formatted(account, OneLine.of(Sql.identifier(role)), account)
                + "-- before version 16: ALTER ROLE %s CREATEROLE;%n".formatted(account)
                + "-- or fence it by hand and set fenceSource to false:%n".formatted()
                + fencing(role) + ";";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
