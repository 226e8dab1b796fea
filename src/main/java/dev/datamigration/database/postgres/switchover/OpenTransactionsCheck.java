package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.session.OwnSessions;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.OneLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Checks whether transactions are open for long on the side that is left: they would end after the application has moved, or
 * keep the capture from beginning. The task's own sessions are excluded.
 */
record OpenTransactionsCheck(Side side, CheckedDatabase database, RunScope scope) {
    private static final String NAME = "OpenTransactions";
    private static final long SECOND_LOOK_MILLIS = 500;

    private static final String OPEN = """
            SELECT pid, usename, application_name, query, state,
                   extract(epoch FROM pg_catalog.clock_timestamp() - xact_start)::bigint AS seconds
              FROM pg_catalog.pg_stat_activity a
             WHERE datname = pg_catalog.current_database() AND backend_type = 'client backend'
               AND NOT %s
               AND xact_start < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => ?)
             ORDER BY xact_start
            """.formatted(OwnSessions.ofAccount("a"));

    private static final String PREPARED = """
            SELECT gid, owner, extract(epoch FROM pg_catalog.clock_timestamp() - prepared)::bigint
              FROM pg_catalog.pg_prepared_xacts
             WHERE database = pg_catalog.current_database()
               AND prepared < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => ?)
             ORDER BY prepared
            """;

    /** Writers whose age the account may not see; who has a transaction id holds a lock on it, which all may see. */
    private static final String HIDDEN = """
            SELECT a.pid || '/' || l.virtualtransaction
              FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
               AND a.datname = pg_catalog.current_database() AND a.xact_start IS NULL
               AND a.pid <> pg_catalog.pg_backend_pid()
            """;

    /** @param bound seconds for which a transaction may be open */
    List<SwitchoverItem> look(int bound) {
        var items = new ArrayList<SwitchoverItem>();
        var ours = PostgresServer.applicationName(scope.taskId(), "");
        database.list(OPEN, Open::of, ours, bound).forEach(open -> items.add(open.item(side)));
        database.list(PREPARED, this::prepared, bound).forEach(items::add);
        hidden(items);
        return items.isEmpty()
                ? List.of(SwitchoverItems.passed(
                        NAME, side, "No transaction is open for more than %d s.".formatted(bound)))
                : items;
    }

    private record Open(int pid, String user, String application, String query, String state, long seconds) {
        static Open of(ResultSet row) throws SQLException {
            return new Open(
                    row.getInt("pid"),
                    row.getString("usename"),
                    row.getString("application_name"),
                    row.getString("query"),
                    row.getString("state"),
                    row.getLong("seconds"));
        }

        SwitchoverItem item(Side side) {
            return SwitchoverItems.failed(
                    NAME,
                    side,
                    "A transaction of %s (application '%s', process %d) is open for %d s, %s: %s. Let it end, or end it."
                            .formatted(user, application, pid, seconds, state, QueryText.withoutLiterals(query)),
                    "SELECT pg_terminate_backend(%d);".formatted(pid));
        }
    }

    private SwitchoverItem prepared(ResultSet row) throws SQLException {
        var gid = Sql.literal(row.getString(1)).strip();
        return SwitchoverItems.failed(
                "PreparedTransactions",
                side,
                "A transaction of %s, prepared %d s ago, is neither committed nor rolled back. Ask its transaction manager, then run one of both."
                        .formatted(row.getString(2), row.getLong(3)),
                // a line break in the identifier would end the comment
                "COMMIT PREPARED %s; -- or: ROLLBACK PREPARED %s;".formatted(gid, OneLine.of(gid)));
    }

    private void hidden(List<SwitchoverItem> items) {
        var first = new HashSet<>(hidden());
        if (first.isEmpty()) {
            return;
        }
        scope.pause(SECOND_LOOK_MILLIS);
        var still = hidden().stream().filter(first::contains).toList();
        if (!still.isEmpty()) {
            items.add(SwitchoverItems.failed(
                    NAME,
                    side,
                    "Writing transactions of other accounts are open (process/transaction %s), and the account may not see for how long."
                            .formatted(Listing.of(still)),
                    "GRANT pg_read_all_stats TO %s;".formatted(database.user())));
        }
    }

    private List<String> hidden() {
        return database.list(HIDDEN, row -> row.getString(1));
    }
}
