package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.checkpoint.Fence;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes this run the task's only one: ends what a dead or older worker left running on either server, and claims the
 * task with this run's epoch on every database that it writes to, after which an older worker's transactions are refused.
 */
public final class Takeover {
    private Takeover() {}

    /** Must come before anything else of the run is open; idempotent. */
    public static void take(Run run) {
        var source = run.server(Side.Source);
        var target = run.server(Side.Target);
        Backends.terminateOthers(source, run.scope());
        Backends.terminateOthers(target, run.scope());
        on(run, target, connection -> {
            CheckpointSchema.install(connection);
            claim(run, connection);
        });
        // second, since an older worker that begins to write there holds the target's claim back until it has its own
        on(run, source, connection -> {
            if (CheckpointSchema.isInstalled(connection)
                    && Fence.knows(connection, run.scope().taskId())) {
                CheckpointSchema.install(connection);
                claim(run, connection);
            }
        });
    }

    private static void on(Run run, PostgresServer server, Claim claim) {
        var connection = server.open(run.scope(), "takeover");
        try {
            SqlWork.run(server, run.scope(), "claiming the task's checkpoints", () -> claim.on(connection));
        } finally {
            run.scope().close(connection);
        }
    }

    private static void claim(Run run, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            Fence.claim(connection, run.scope().taskId(), run.scope().epoch());
        }
    }

    @FunctionalInterface
    private interface Claim {
        void on(Connection connection) throws SQLException;
    }
}
