package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Prefers indexes, unless whole tables are read. */
final class PostgresComparisonSession implements ComparisonSession {
    private final RunScope scope;
    private final Server server;
    private final Connection connection;

    private PostgresComparisonSession(RunScope scope, Server server, Connection connection) {
        this.scope = scope;
        this.server = server;
        this.connection = connection;
    }

    /** @throws dev.datamigration.failure.FailureException if it cannot be had */
    static ComparisonSession open(Server server, RunScope scope, String purpose) {
        var session = new PostgresComparisonSession(scope, server, server.open(scope, purpose));
        session.ask(PostgresComparisonSession::prepare);
        return session;
    }

    /**
     * Tables just loaded have no statistics yet: an index on the key is always to be preferred to reading the table
     * for each chunk. Where whole tables are read, in transactions, that is undone.
     */
    private static Void prepare(Connection connection) throws SQLException {
        SqlStatement.execute(connection, "SET jit = off; SET enable_seqscan = off; SET work_mem = '32MB'");
        TablesOnly.read(connection);
        return null;
    }

    @Override
    public <T> T ask(Question<T> question) {
        return SqlWork.call(server, scope, "comparing rows", () -> question.ask(connection));
    }

    @Override
    public <T> T askInSnapshot(Question<T> question) {
        return askInTransaction(Connection.TRANSACTION_REPEATABLE_READ, question);
    }

    @Override
    public <T> T askInTransaction(Question<T> question) {
        return askInTransaction(Connection.TRANSACTION_READ_COMMITTED, question);
    }

    @Override
    public <T> Optional<T> askWithoutWaiting(Question<T> question) {
        try {
            return Optional.of(askInTransaction(connection -> {
                SqlStatement.execute(connection, "SET LOCAL lock_timeout = '200ms'; SET LOCAL enable_seqscan = off");
                return question.ask(connection);
            }));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.LockNotAvailable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
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
            try {
                SqlStatement.execute(connection, "SET LOCAL enable_seqscan = on");
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
}
