package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.session.OwnSessions;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The sessions that some roles have in one database; those of tasks with our account are never among them. */
record RoleSessions(Connection connection, Collection<String> roles) {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_MILLIS = 20;

    /**
     * A session reads its role's settings shortly before it can be seen. So those that begin before the fence may be
     * seen a moment after it.
     */
    private static final long BLIND_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final String PIDS = """
            SELECT pid
              FROM pg_catalog.pg_stat_activity a
             WHERE datname = pg_catalog.current_database() AND usename = ANY (?)
               AND NOT %s AND pid <> pg_catalog.pg_backend_pid()
            """.formatted(OwnSessions.ofAccount("a"));

    int count() throws SQLException {
        return pids(PIDS).size();
    }

    /**
     * Ends every session that began before this is called, and waits until it is gone.
     *
     * @return processes that did not end in 15 s
     */
    List<Integer> endAll(RunScope scope) throws SQLException {
        var began = System.nanoTime();
        // where the account may not see when a session began, it is one of those if it is seen at once
        var older = PIDS + " AND (backend_start IS NULL OR backend_start <= '" + now() + "'::timestamptz)";
        var toEnd = new TreeSet<Integer>();
        while (true) {
            var seen = pids(older);
            var elapsed = System.nanoTime() - began;
            if (elapsed <= BLIND_NANOS) {
                toEnd.addAll(seen);
            }
            toEnd.retainAll(seen);
            if (elapsed > (toEnd.isEmpty() ? BLIND_NANOS : LONGEST_WAIT_NANOS)) {
                return List.copyOf(toEnd);
            }
            terminate(toEnd);
            scope.pause(PAUSE_MILLIS);
        }
    }

    private void terminate(Collection<Integer> pids) throws SQLException {
        SqlStatement.of(connection, "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.unnest(?::int[]) pid")
                .with(SqlStatement.array("int4", pids))
                .exists();
    }

    private String now() throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.clock_timestamp()::text")
                .one(row -> row.getString(1));
    }

    private List<Integer> pids(String sql) throws SQLException {
        return SqlStatement.of(connection, sql)
                .with(SqlStatement.array("name", roles), PostgresServer.APPLICATION_PREFIX)
                .list(row -> row.getInt(1));
    }

    /** Returns what a superuser must run so that sessions of these roles can be ended. */
    static String remedy(String account, Collection<String> roles) {
        return "GRANT pg_signal_backend TO %s; -- as a superuser; or end them by hand:%n"
                        .formatted(Sql.identifier(account))
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename IN (%s);"
                        .formatted(roles.stream().map(Sql::literal).collect(Collectors.joining(", ")));
    }
}
