package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Creates, questions and removes logical replication slots of the server's own plugin, pgoutput. */
public final class LogicalSlots {
    private static final int FAILOVER_SINCE = 17;

    private static final String FIND = """
            SELECT active, active_pid, restart_lsn::text, confirmed_flush_lsn::text, wal_status,
                   coalesce(CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN
                     pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)::bigint END, 0) AS retained
              FROM pg_catalog.pg_replication_slots WHERE slot_name = ?
            """;

    private LogicalSlots() {}

    /**
     * Creates a slot that stays until it is dropped, with the snapshot as of which it begins. Waits for all transactions
     * that are open on the server, which can take long. A failover slot where the server knows them.
     *
     * @param boundSeconds how long to wait for open transactions; 0 for as long as it takes
     * @throws FailureException NoFreeSlot, ServerSetting, PrivilegeMissing, …; BlockedByOthers, naming them, if they have not ended
     *     by then
     */
    public static ExportedSnapshot createPermanent(
            PostgresServer server, RunScope scope, String slot, int boundSeconds) {
        return create(server, scope, slot, false, boundSeconds);
    }

    /** As {@link #createPermanent} without a bound, but the slot ends with the snapshot. */
    public static ExportedSnapshot createTemporary(PostgresServer server, RunScope scope, String slot) {
        return create(server, scope, slot, true, 0);
    }

    /**
     * Run by hand, since it is the driver that bounds the wait.
     *
     * @param boundSeconds 0 waits for as long as it takes
     */
    private static ExportedSnapshot create(
            PostgresServer server, RunScope scope, String slot, boolean temporary, int boundSeconds) {
        var connection = SlotFailures.openReplication(server, scope, "slot");
        try {
            var command = createCommand(slot, temporary, majorVersion(connection));
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(boundSeconds);
                try (var result = statement.executeQuery(command)) {
                    result.next();
                    return new ExportedSnapshot(
                            result.getString("snapshot_name"),
                            Lsn.parse(result.getString("consistent_point")),
                            scope,
                            connection);
                }
            }
        } catch (SQLException e) {
            scope.close(connection);
            throw boundSeconds > 0 && SlotFailures.isCancelled(e)
                    ? SlotBlockers.inTheWay(server, scope, slot, boundSeconds)
                    : SlotFailures.creating(server, scope, slot, e);
        }
    }

    /** The parenthesised options are known from version 15 on, the bare words in every version. */
    static String createCommand(String slot, boolean temporary, int majorVersion) {
        return "CREATE_REPLICATION_SLOT " + Sql.identifier(slot) + (temporary ? " TEMPORARY" : "")
                + " LOGICAL pgoutput "
                + (!temporary && majorVersion >= FAILOVER_SINCE
                        ? "(SNAPSHOT 'export', FAILOVER true)"
                        : "EXPORT_SNAPSHOT");
    }

    private static int majorVersion(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /** Returns what is of the slot, or empty where there is none. */
    public static Optional<SlotState> find(Connection connection, String slot) throws SQLException {
        return SqlStatement.of(connection, FIND).with(slot).first(LogicalSlots::state);
    }

    private static SlotState state(ResultSet result) throws SQLException {
        return new SlotState(
                result.getBoolean("active"),
                result.getObject("active_pid", Integer.class),
                lsn(result.getString("restart_lsn")),
                lsn(result.getString("confirmed_flush_lsn")),
                result.getString("wal_status"),
                result.getLong("retained"));
    }

    private static Lsn lsn(String text) {
        return text == null ? null : Lsn.parse(text);
    }

    /** Drops the slot if it is there, after ending whoever streams from it. On a connection in autocommit mode. */
    public static void drop(Connection connection, String slot) throws SQLException {
        var attempts = 0;
        while (!dropped(connection, slot, ++attempts >= 400)) {
            SqlStatement.execute(connection, "SELECT pg_catalog.pg_sleep(0.05)");
        }
    }

    /** One attempt; only the last insists, and so fails with the server's own message. */
    private static boolean dropped(Connection connection, String slot, boolean insist) throws SQLException {
        var state = find(connection, slot);
        if (state.isEmpty()) {
            return true;
        }
        if (state.get().active() && !insist) {
            run(
                    connection,
                    "SELECT pg_catalog.pg_terminate_backend(active_pid) FROM pg_catalog.pg_replication_slots"
                            + " WHERE slot_name = ? AND active_pid IS NOT NULL",
                    slot);
            return false;
        }
        try {
            run(
                    connection,
                    "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots"
                            + " WHERE slot_name = ?",
                    slot);
            return true;
        } catch (SQLException e) {
            if (!insist && SlotFailures.takenAgain(e)) {
                return false;
            }
            throw e;
        }
    }

    private static void run(Connection connection, String sql, String slot) throws SQLException {
        SqlStatement.of(connection, sql).with(slot).exists();
    }
}
