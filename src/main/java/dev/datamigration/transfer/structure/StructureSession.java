package dev.datamigration.transfer.structure;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection for reading a catalog, whose errors say which server they come from. */
final class StructureSession implements AutoCloseable {
    private final Run run;
    private final PostgresServer server;
    private final Connection connection;

    StructureSession(Run run, PostgresServer server) {
        this.run = run;
        this.server = server;
        this.connection = server.open(run.scope(), "structure");
        ask(asked -> {
            TablesOnly.read(asked);
            return null;
        });
    }

    /**
     * @throws dev.datamigration.failure.FailureException for an error of the server
     * @throws java.util.concurrent.CancellationException when the run was cancelled
     */
    <T> T ask(Question<T> question) {
        return SqlWork.call(server, run.scope(), "comparing the schemas", () -> question.ask(connection));
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }

    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
