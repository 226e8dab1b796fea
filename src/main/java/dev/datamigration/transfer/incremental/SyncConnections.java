package dev.datamigration.transfer.incremental;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections that may idle for as long as the synchronisation runs. */
final class SyncConnections {
    private SyncConnections() {}

    /** Opens and prepares a connection; one that cannot be prepared does not stay open. */
    static Connection open(PostgresServer server, RunScope scope, String purpose, Preparation preparation) {
        var connection = server.open(scope, purpose);
        try {
            SqlWork.run(server, scope, "preparing a connection", () -> {
                preparation.prepare(connection);
            });
            return connection;
        } catch (RuntimeException e) {
            scope.close(connection);
            throw e;
        }
    }

    @FunctionalInterface
    interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }
}
