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
            SELECT 'process ' || l.pid || coalesce(' of ' || a.usename, '')
                     || coalesce(' (' || nullif(a.application_name, '') || ')', ''), a.xact_start
              FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND l.pid IS NOT NULL
            UNION ALL
            SELECT 'prepared transaction ' || p.gid || ' of ' || p.owner, p.prepared
              FROM pg_catalog.pg_prepared_xacts p
             ORDER BY 2 NULLS FIRST
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
            while (result.next() && found.size() < NAMED) {
                var since = result.getString(2);
                found.add(result.getString(1) + (since == null ? "" : " since " + since));
            }
            return found;
        }
    }
}
