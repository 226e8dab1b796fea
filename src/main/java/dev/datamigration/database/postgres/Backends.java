package dev.datamigration.database.postgres;

import dev.datamigration.database.RunScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** The server processes that work for a task, known by their {@code application_name}. */
public final class Backends {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 50;

    private static final String OTHERS = """
              FROM pg_catalog.pg_stat_activity
             WHERE pg_catalog.starts_with(application_name, ?) AND pid <> pg_catalog.pg_backend_pid()
            """;

    private Backends() {}

    /**
     * Ends every other process of the task on this server and waits until they are gone. Returns false if some are
     * still there after a minute.
     *
     * @throws dev.datamigration.failure.FailureException if the server cannot be asked
     */
    public static boolean terminateOthers(PostgresServer server, RunScope scope) {
        var connection = server.open(scope, "supervisor");
        try {
            var deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
            while (terminate(connection, scope.taskId(), "") > 0) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                scope.pause(PAUSE_MILLIS);
            }
            return true;
        } catch (SQLException e) {
            throw PostgresFailures.of(e, server.access(), "ending processes of an earlier worker");
        } finally {
            scope.close(connection);
        }
    }

    /**
     * Ends the processes of a helper that is lost, so that what it had locked is free.
     *
     * @param number of the helper
     * @throws dev.datamigration.failure.FailureException if the server cannot be asked
     */
    public static void terminateHelper(PostgresServer server, RunScope scope, int number) {
        var connection = server.open(scope, "supervisor");
        try {
            SqlWork.run(
                    server,
                    scope,
                    "ending processes of a lost helper",
                    () -> terminate(connection, scope.taskId(), PostgresServer.ofHelper(number)));
        } finally {
            scope.close(connection);
        }
    }

    private static int terminate(Connection connection, String taskId, String purpose) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(pid)" + OTHERS)) {
            statement.setString(1, PostgresServer.applicationName(taskId, purpose));
            try (var result = statement.executeQuery()) {
                var count = 0;
                while (result.next()) {
                    count++;
                }
                return count;
            }
        }
    }
}
