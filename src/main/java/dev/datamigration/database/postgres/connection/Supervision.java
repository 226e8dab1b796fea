package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.liveness.ConnectionWatch;
import java.sql.Connection;
import java.time.Duration;

/** Says how a run asks one of its servers about connections that are silent. */
record Supervision(PostgresServer server, RunScope scope) implements ConnectionWatch.Asker {
    @Override
    public Connection open(Duration answer) {
        return server.openBriefly(scope, "watch", answer);
    }

    @Override
    public void close(Connection connection) {
        scope.close(connection);
    }
}
