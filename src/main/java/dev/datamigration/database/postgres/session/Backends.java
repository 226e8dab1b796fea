package dev.datamigration.database.postgres.session;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The server processes that work for a task, known as {@link OwnSessions} says. */
public final class Backends {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int LONGEST_ANSWER_MILLIS = 20_000;
    private static final long PAUSE_MILLIS = 50;

    /** Of this database alone: the task's other one may be on the same server, and be asked at the same time. */
    private static final String OTHERS = """
              FROM pg_catalog.pg_stat_activity a
             WHERE %s AND a.pid <> pg_catalog.pg_backend_pid()
               AND coalesce(a.datname = pg_catalog.current_database(), true)
             ORDER BY a.pid
            """.formatted(OwnSessions.ofAnyAccount("a"));

    private static final String FIND = "SELECT a.pid, a.application_name " + OTHERS;
    private static final String TERMINATE =
            "SELECT a.pid, a.application_name, pg_catalog.pg_terminate_backend(a.pid) " + OTHERS;

    private Backends() {}

    /**
     * Ends every other process of the task in this database. Returns only once the server has said that there is none.
     *
     * @throws FailureException if the server cannot be asked, or some are still there after a minute
     */
    public static void terminateOthers(PostgresServer server, RunScope scope) {
        server.throwIfKnownSilent(scope);
        var connection = supervisor(server, scope);
        try {
            var deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
            while (true) {
                var left = SqlWork.call(
                        server,
                        scope,
                        "ending processes of the task",
                        () -> read(connection, TERMINATE, scope.taskId(), ""));
                if (left.isEmpty()) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw remaining(server, left);
                }
                scope.pause(PAUSE_MILLIS);
            }
        } finally {
            scope.close(connection);
        }
    }

    /**
     * Every other process of the task in this database, each with its number and {@code application_name}.
     *
     * @throws FailureException if the server cannot be asked
     */
    public static List<String> others(PostgresServer server, RunScope scope) {
        server.throwIfKnownSilent(scope);
        var connection = supervisor(server, scope);
        try {
            return SqlWork.call(
                    server,
                    scope,
                    "looking for processes of the task",
                    () -> read(connection, FIND, scope.taskId(), ""));
        } finally {
            scope.close(connection);
        }
    }

    /**
     * Ends the processes of a helper that is lost, so that what it had locked is free.
     *
     * @param number of the helper
     * @throws FailureException if the server cannot be asked
     */
    public static void terminateHelper(PostgresServer server, RunScope scope, int number) {
        var connection = supervisor(server, scope);
        try {
            SqlWork.run(
                    server,
                    scope,
                    "ending processes of a lost helper",
                    () -> read(connection, TERMINATE, scope.taskId(), PostgresServer.ofHelper(number)));
        } finally {
            scope.close(connection);
        }
    }

    /** What it asks is answered at once or not at all. */
    private static Connection supervisor(PostgresServer server, RunScope scope) {
        var connection = server.open(scope, "supervisor");
        try {
            SqlWork.run(
                    server,
                    scope,
                    "opening a connection",
                    () -> connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS));
            return connection;
        } catch (RuntimeException e) {
            scope.close(connection);
            throw e;
        }
    }

    /** Returns those that were there. */
    private static List<String> read(Connection connection, String query, String taskId, String purpose)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, PostgresServer.applicationName(taskId, purpose));
            try (var result = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (result.next()) {
                    found.add(result.getInt(1) + " (" + result.getString(2) + ")");
                }
                return found;
            }
        }
    }

    private static FailureException remaining(PostgresServer server, List<String> left) {
        var side = server.side().name().toLowerCase(Locale.ROOT);
        return new FailureException(new Failure(
                FailureCode.SessionsRemain,
                server.side(),
                "Sessions of the task on the %s server do not end although they were told to: process %s."
                        .formatted(side, String.join(", ", left)),
                ("Look at them on the %s: SELECT * FROM pg_stat_activity WHERE application_name LIKE 'dm:%%'; they are"
                                + " told to end again by itself.")
                        .formatted(side)));
    }
}
