package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/** A session that writes rows as the side that was read has them. */
public final class WritingSession {
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

    private WritingSession() {}

    /** Readies a connection for it, which is not in autocommit mode from then on. */
    public static void prepare(Connection connection) throws SQLException {
        SqlStatement.execute(connection, SETTINGS + NEVER_IDLE);
        connection.setAutoCommit(false);
    }
}
