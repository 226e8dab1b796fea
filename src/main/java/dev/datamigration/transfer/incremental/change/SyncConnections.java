package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections that may idle for as long as the synchronisation runs. */
public final class SyncConnections {
    private SyncConnections() {}

    /** Opens and prepares a connection; one that cannot be prepared does not stay open. */
    public static Connection open(Server server, RunScope scope, String purpose, Preparation preparation) {
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
    public interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }
}
