package dev.datamigration.database;

import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
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
    public static <T> T call(Server server, RunScope scope, String doing, Call<T> work) {
        try {
            return work.call();
        } catch (SQLException e) {
            throw server.failure(scope, doing, e);
        }
    }

    /** Work over a connection that ends in a value. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /**
     * As {@link #call}, over a connection that is opened and closed for it.
     *
     * @param purpose of the connection
     */
    public static <T> T connected(Server server, RunScope scope, String purpose, String doing, Question<T> work) {
        var connection = server.open(scope, purpose);
        try {
            return call(server, scope, doing, () -> work.ask(connection));
        } finally {
            scope.close(connection);
        }
    }

    /** Makes a connection ready for what it is opened for. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    /** Opens and prepares a connection; one that cannot be prepared does not stay open. */
    public static Connection open(Server server, RunScope scope, String purpose, Preparation preparation) {
        var connection = server.open(scope, purpose);
        try {
            run(server, scope, "preparing a connection", () -> preparation.prepare(connection));
            return connection;
        } catch (RuntimeException e) {
            scope.close(connection);
            throw e;
        }
    }

    /** As {@link #call}, without a value. */
    public static void run(Server server, RunScope scope, String doing, Action work) {
        call(server, scope, doing, () -> {
            work.run();
            return null;
        });
    }
}
