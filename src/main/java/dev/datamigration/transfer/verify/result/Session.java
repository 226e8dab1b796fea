package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A connection whose errors say which server they come from. */
public final class Session implements AutoCloseable {
    private final RunScope scope;
    private final PostgresServer server;
    private final Connection connection;

    private Session(RunScope scope, PostgresServer server, Connection connection) {
        this.scope = scope;
        this.server = server;
        this.connection = connection;
    }

    public static Session open(Run run, PostgresServer server, String purpose) {
        var session = new Session(run.scope(), server, server.open(run.scope(), purpose));
        session.ask(Session::prepare);
        return session;
    }

    /**
     * Tables just loaded have no statistics yet: an index on the key is always to be preferred to reading the table
     * for each chunk. Where whole tables are read, in transactions, that is undone.
     */
    private static Void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET jit = off");
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET work_mem = '32MB'");
        }
        TablesOnly.read(connection);
        return null;
    }

    /**
     * @throws dev.datamigration.failure.FailureException for an error of the server
     * @throws java.util.concurrent.CancellationException when the run was cancelled
     */
    public <T> T ask(Question<T> question) {
        return SqlWork.call(server, scope, "comparing rows", () -> question.ask(connection));
    }

    /** As {@link #ask}, in a transaction in which all statements see the same snapshot. */
    <T> T askInSnapshot(Question<T> question) {
        return askInTransaction(Connection.TRANSACTION_REPEATABLE_READ, question);
    }

    /**
     * As {@link #ask}, in a transaction that is rolled back unless the question commits it; each statement sees its
     * own snapshot, and results can be streamed.
     */
    public <T> T askInTransaction(Question<T> question) {
        return askInTransaction(Connection.TRANSACTION_READ_COMMITTED, question);
    }

    /** As {@link #ask}, but empty where somebody holds a lock that is in the way. */
    public <T> Optional<T> askWithoutWaiting(Question<T> question) {
        try {
            return Optional.of(askInTransaction(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("SET LOCAL lock_timeout = '200ms'; SET LOCAL enable_seqscan = off");
                }
                return question.ask(connection);
            }));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.LockNotAvailable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** From now on a lock that is in the way is soon an error. */
    public void waitBriefly() {
        ask(connection -> {
            SqlStatement.execute(connection, "SET lock_timeout = '200ms'");
            return null;
        });
    }

    private <T> T askInTransaction(int isolation, Question<T> question) {
        return ask(connection -> {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = on");
                return question.ask(connection);
            } finally {
                end(connection);
            }
        });
    }

    /** An error here would hide the one that brought us here, and the connection is of no use after it. */
    private void end(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            scope.close(connection);
        }
    }

    @Override
    public void close() {
        scope.close(connection);
    }

    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
