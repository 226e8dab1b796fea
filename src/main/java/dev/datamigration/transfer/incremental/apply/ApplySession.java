package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.transfer.incremental.change.SyncConnections;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** The target session that writes rows as the side that was read has them. */
public final class ApplySession {
    /**
     * No triggers and no foreign key checks, as the side that was read has done both. Plans are made once and always go
     * through the key's index: a plan made while a table was empty must not scan it for every row when it has grown, and
     * planning for each batch costs more than it gains.
     */
    private static final String SETTINGS = ReplicaRole.OF_SESSION + "; SET plan_cache_mode = force_generic_plan;"
            + " SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;";

    /**
     * It holds locks on rows while it is in a transaction, and is never meant to wait there: one whose worker is held, or
     * behind a network that keeps its connections alive, is ended by the server.
     */
    private static final String NEVER_IDLE = " SET idle_in_transaction_session_timeout = '10min'";

    private ApplySession() {}

    /** A connection that is not in autocommit mode. */
    public static Connection open(Run run, String purpose) {
        return SyncConnections.open(run.target(), run.scope(), purpose, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(SETTINGS + NEVER_IDLE);
            }
            connection.setAutoCommit(false);
        });
    }

    /**
     * Begins a transaction that writes rows beside the apply: fenced, and known as the task's own to whoever reads this
     * database's log for the way back.
     *
     * @throws dev.datamigration.failure.FailureException if a newer worker has taken over
     */
    public static void begin(Run run, Connection connection) throws SQLException {
        Fence.check(connection, run.scope().taskId(), run.scope().epoch());
        if (run.plan().has(MigrationType.ReverseIncrement)) {
            run.applied().mark(connection);
        }
    }
}
