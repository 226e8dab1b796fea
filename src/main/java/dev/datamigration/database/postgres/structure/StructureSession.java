package dev.datamigration.database.postgres.structure;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection for reading a catalog, whose errors say which server they come from. */
public final class StructureSession implements AutoCloseable {
    /** A lock that somebody's DDL holds is not waited for: it is looked at again. */
    private static final String NO_WAITING = "SET lock_timeout = '2s'";

    private final RunScope scope;
    private final PostgresServer server;
    private final Connection connection;

    private StructureSession(RunScope scope, PostgresServer server) {
        this.scope = scope;
        this.server = server;
        this.connection = server.open(scope, "structure");
    }

    /** One that waits for locks as any other of the task's. */
    public static StructureSession open(RunScope scope, PostgresServer server) {
        return open(scope, server, TablesOnly::read);
    }

    /** One that waits hardly at all for locks. */
    public static StructureSession openWithoutWaiting(RunScope scope, PostgresServer server) {
        return open(scope, server, connection -> {
            TablesOnly.read(connection);
            SqlStatement.execute(connection, NO_WAITING);
        });
    }

    private static StructureSession open(RunScope scope, PostgresServer server, Work settings) {
        var session = new StructureSession(scope, server);
        try {
            session.run(settings);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Asks.
     *
     * @throws dev.datamigration.failure.FailureException for an error of the server
     * @throws java.util.concurrent.CancellationException when the run was cancelled
     */
    public <T> T ask(Question<T> question) {
        return SqlWork.call(server, scope, "comparing the schemas", () -> question.ask(connection));
    }

    /** As {@link #ask}, without an answer. */
    public void run(Work work) {
        SqlWork.run(server, scope, "comparing the schemas", () -> work.run(connection));
    }

    @Override
    public void close() {
        scope.close(connection);
    }

    /** Says what is asked of a server. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Says what is done on a server. */
    @FunctionalInterface
    public interface Work {
        void run(Connection connection) throws SQLException;
    }
}
