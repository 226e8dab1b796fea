package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.schema.NamesByPath;
import dev.datamigration.failure.FailureException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Work on one server, whose driver errors become failures, or the end of the run where the run was cancelled. */
public final class SqlWork {
    private SqlWork() {}

    /** Work that ends in a value. */
    @FunctionalInterface
    public interface Call<T> {
        T call() throws SQLException;
    }

    /** Work that ends in nothing. */
    @FunctionalInterface
    public interface Action {
        void run() throws SQLException;
    }

    /**
     * Does the work.
     *
     * @param doing what is being done, as a gerund phrase
     * @throws FailureException if the server or the driver refuses it
     * @throws CancellationException if it failed because the scope was cancelled
     */
    public static <T> T call(PostgresServer server, RunScope scope, String doing, Call<T> work) {
        try {
            return work.call();
        } catch (SQLException e) {
            throw failure(server, scope, doing, e);
        }
    }

    /** As {@link #call}, without a value. */
    public static void run(PostgresServer server, RunScope scope, String doing, Action work) {
        call(server, scope, doing, () -> {
            work.run();
            return null;
        });
    }

    /** Returns what to throw for an error of the driver: the cut connections of a cancelled run are no failure. */
    public static RuntimeException failure(PostgresServer server, RunScope scope, String doing, SQLException error) {
        if (scope.isCancelled()) {
            var cancelled = new CancellationException("the run was cancelled while " + doing);
            cancelled.initCause(PostgresFailures.loggable(error));
            return cancelled;
        }
        return PostgresFailures.ofNames(error, server.access(), doing, functionsThatMissNames(server, scope, error));
    }

    /** The connection of the work may be in a transaction that has failed, so that another one asks. */
    private static List<NamesByPath> functionsThatMissNames(PostgresServer server, RunScope scope, SQLException error) {
        var names = PostgresFailures.functionsThatMissNames(error);
        if (names.isEmpty()) {
            return List.of();
        }
        try {
            var connection = server.open(scope, "functions");
            try {
                return NamesByPath.named(connection, names);
            } finally {
                scope.close(connection);
            }
        } catch (SQLException | FailureException | CancellationException e) {
            return List.of(); // what is to be explained is told all the same
        }
    }
}
