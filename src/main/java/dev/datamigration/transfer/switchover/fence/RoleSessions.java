package dev.datamigration.transfer.switchover.fence;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.session.OwnSessions;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.ServerSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The sessions that some roles have in one database; those of tasks with our account are never among them. */
public final class RoleSessions {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_MILLIS = 20;

    /**
     * A session reads its role's settings shortly before it can be seen. So those that begin before the fence may be
     * seen a moment after it.
     */
    private static final long BLIND_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final String SESSIONS = """
              FROM pg_catalog.pg_stat_activity a
             WHERE datname = pg_catalog.current_database() AND usename = ANY (?)
               AND NOT %s AND pid <> pg_catalog.pg_backend_pid()
            """.formatted(OwnSessions.ofAccount("a"));

    private final ServerSession session;
    private final List<String> roles;

    public RoleSessions(Run run, PostgresServer server, List<String> roles) {
        this.session = new ServerSession(server, run.scope());
        this.roles = roles;
    }

    public int count() {
        return session.ask(
                "counting sessions of the application",
                connection -> pids(connection, "SELECT pid" + SESSIONS).size());
    }

    /**
     * Ends every session that began before this is called, and waits until it is gone.
     *
     * @return processes that did not end in 15 s
     */
    public List<Integer> endAll() {
        return session.ask("ending sessions of the application", this::endAll);
    }

    private List<Integer> endAll(Connection connection) throws SQLException {
        var began = System.nanoTime();
        // where the account may not see when a session began, it is one of those if it is seen at once
        var older =
                SESSIONS + " AND (backend_start IS NULL OR backend_start <= '" + now(connection) + "'::timestamptz)";
        var toEnd = new TreeSet<Integer>();
        while (true) {
            var seen = pids(connection, "SELECT pid" + older);
            var elapsed = System.nanoTime() - began;
            if (elapsed <= BLIND_NANOS) {
                toEnd.addAll(seen);
            }
            toEnd.retainAll(seen);
            if (elapsed > (toEnd.isEmpty() ? BLIND_NANOS : LONGEST_WAIT_NANOS)) {
                return List.copyOf(toEnd);
            }
            terminate(connection, toEnd);
            session.scope().pause(PAUSE_MILLIS);
        }
    }

    private static void terminate(Connection connection, Collection<Integer> pids) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.unnest(?::int[]) pid")) {
            statement.setArray(1, connection.createArrayOf("int4", pids.toArray()));
            statement.execute();
        }
    }

    private static String now(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT pg_catalog.clock_timestamp()::text")) {
            result.next();
            return result.getString(1);
        }
    }

    private List<Integer> pids(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("name", roles.toArray()));
            statement.setString(2, PostgresServer.APPLICATION_PREFIX);
            try (var result = statement.executeQuery()) {
                var pids = new ArrayList<Integer>();
                while (result.next()) {
                    pids.add(result.getInt(1));
                }
                return pids;
            }
        }
    }

    /** Returns what a superuser must run so that sessions of these roles can be ended. */
    public String remedy(List<String> ofRoles) {
        return "GRANT pg_signal_backend TO %s; -- as a superuser; or end them by hand:%n"
                        .formatted(Sql.identifier(session.server().access().user()))
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename IN (%s);"
                        .formatted(ofRoles.stream().map(Sql::literal).collect(Collectors.joining(", ")));
    }
}
