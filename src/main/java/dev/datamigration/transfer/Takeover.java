package dev.datamigration.transfer;

import dev.datamigration.database.postgres.Backends;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.checkpoint.Fence;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes this run the task's only one: ends what a dead or older worker left running on either server, and claims the
 * task with this run's epoch, after which an older worker's transactions are refused.
 */
public final class Takeover {
    private Takeover() {}

    /** Must come before anything else of the run is open; idempotent. */
    public static void take(Run run) {
        Backends.terminateOthers(run.source(), run.scope());
        Backends.terminateOthers(run.target(), run.scope());
        var connection = run.target().open(run.scope(), "takeover");
        try {
            SqlWork.run(run.target(), run.scope(), "claiming the task's checkpoints", () -> claim(run, connection));
        } finally {
            run.scope().close(connection);
        }
    }

    private static void claim(Run run, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            CheckpointSchema.install(connection);
            statement.execute("SET lock_timeout = '30s'");
            Fence.claim(connection, run.scope().taskId(), run.scope().epoch());
        }
    }
}
