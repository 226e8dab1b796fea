package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The transactions that a new slot waits for: all on the server that have written something. */
final class OpenTransactions {
    private static final int NAMED = 5;

    /** Locks are shown to everybody; who holds them, and since when, only to those who may see that session. */
    private static final String OLDEST = """
            SELECT l.pid, a.usename, a.application_name, a.xact_start, null AS prepared
              FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND l.pid IS NOT NULL
            UNION ALL
            SELECT null, p.owner, null, p.prepared, p.gid FROM pg_catalog.pg_prepared_xacts p
             ORDER BY 4 NULLS FIRST
            """;

    private OpenTransactions() {}

    static FailureException inTheWay(PostgresServer server, RunScope scope, String slot, int seconds) {
        var side = server.side().name().toLowerCase(Locale.ROOT);
        var open = list(server, scope);
        return new FailureException(new Failure(
                FailureCode.ServerBusy,
                server.side(),
                "The replication slot %s could not be made on the %s in %d s, because transactions are open there: %s."
                        .formatted(slot, side, seconds, open.isEmpty() ? "none any more" : String.join("; ", open)),
                "End these transactions (commit, ROLLBACK PREPARED or pg_terminate_backend); it is tried again."));
    }

    private static List<String> list(PostgresServer server, RunScope scope) {
        var connection = server.open(scope, "open-transactions");
        try {
            return SqlWork.call(server, scope, "listing open transactions", () -> read(connection));
        } finally {
            scope.close(connection);
        }
    }

    private static List<String> read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(OLDEST)) {
            var found = new ArrayList<String>();
            var more = 0;
            while (result.next()) {
                if (found.size() == NAMED) {
                    more++;
                    continue;
                }
                var prepared = result.getString("prepared");
                var who = "of %s%s since %s"
                        .formatted(
                                result.getString("usename"),
                                result.getString("application_name") == null
                                                || result.getString("application_name")
                                                        .isEmpty()
                                        ? ""
                                        : " (" + result.getString("application_name") + ")",
                                result.getString("xact_start"));
                found.add(
                        prepared == null
                                ? "process " + result.getInt("pid") + " " + who
                                : "prepared " + prepared + " " + who);
            }
            if (more > 0) {
                found.add("and " + more + " more");
            }
            return found;
        }
    }
}
