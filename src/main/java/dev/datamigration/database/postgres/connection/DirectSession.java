package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Tells a session of the server from one of a pooler, behind which nothing of ours holds: it drops what sessions ask for at
 * their start, and may give the next transaction to another session, which has neither our settings nor our locks and
 * snapshots. A pooler names a process of its own making when it lets a client in, because it has to know whom a cancel
 * request is for. So do proxies that pass everything else on, and these are no hindrance: what tells them apart is whether
 * the settings arrived.
 */
final class DirectSession {
    /** Holds what poolers answer to a parameter or a request that they do not know; no server answers so to ours. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** Of the settings that our connections ask for at their start, one that every server has otherwise by default. */
    private static final String PROCESS_AND_SETTING =
            "SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_setting('escape_string_warning') = 'off'";

    private DirectSession() {}

    static boolean isDirect(Connection connection) throws SQLException {
        var pid = connection.unwrap(PGConnection.class).getBackendPID();
        return SqlStatement.of(connection, PROCESS_AND_SETTING).one(row -> row.getInt(1) == pid || row.getBoolean(2));
    }

    /** Returns whether an error at the start of a connection is a pooler's. */
    static boolean refusedByPooler(SQLException error) {
        return PROTOCOL_VIOLATION.equals(PostgresFailures.state(error));
    }

    static FailureException indirect(DatabaseAccess access) {
        return new FailureException(failure(access, "it let us in and dropped our settings"));
    }

    /** @param sign by which the pooler was known */
    static Failure failure(DatabaseAccess access, String sign) {
        var side = access.side().word();
        return new Failure(
                FailureCode.PoolerBetween,
                access.side(),
                "At %s:%d of the %s a connection pooler answers, not the server itself: %s. No settings, locks, snapshots or replication hold through it."
                        .formatted(access.host(), access.port(), side, sign),
                "Set spec.%s.host and port to the server itself, for instance the service of its primary, then resume."
                        .formatted(side));
    }
}
