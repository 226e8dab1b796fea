package dev.datamigration.database.postgres.session;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.database.session.TaskSessions;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server processes that work for a task, known as {@link OwnSessions} says. */
public record Backends(PostgresServer server) implements TaskSessions {
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

    @Override
    public void terminateOthers(RunScope scope) {
        server.throwIfKnownSilent(scope);
        var connection = supervisor(scope);
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
                    throw remaining(left);
                }
                scope.pause(PAUSE_MILLIS);
            }
        } finally {
            scope.close(connection);
        }
    }

    @Override
    public List<String> others(RunScope scope) {
        server.throwIfKnownSilent(scope);
        return ask(scope, "looking for processes of the task", FIND, "");
    }

    @Override
    public void terminateHelper(RunScope scope, int number) {
        ask(scope, "ending processes of a lost helper", TERMINATE, PostgresServer.ofHelper(number));
    }

    private List<String> ask(RunScope scope, String doing, String query, String purpose) {
        var connection = supervisor(scope);
        try {
            return SqlWork.call(server, scope, doing, () -> read(connection, query, scope.taskId(), purpose));
        } finally {
            scope.close(connection);
        }
    }

    @Override
    public List<Blocker> blockers(Connection connection, String taskId) throws SQLException {
        return Blockers.of(connection, taskId);
    }

    @Override
    public String whereLocksAreSeen() {
        return "pg_locks, and pg_stat_activity for application names that begin with dm:";
    }

    /** What it asks is answered at once or not at all. */
    private Connection supervisor(RunScope scope) {
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
        return SqlStatement.of(connection, query)
                .with(PostgresServer.applicationName(taskId, purpose))
                .list(row -> row.getInt(1) + " (" + row.getString(2) + ")");
    }

    private FailureException remaining(List<String> left) {
        var side = server.side().word();
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
