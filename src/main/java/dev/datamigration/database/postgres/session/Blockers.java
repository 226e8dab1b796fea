package dev.datamigration.database.postgres.session;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.session.Blocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds out who keeps sessions of ours waiting, or would. Asked on another connection than the one that waits. What the account may
 * not see of other accounts' sessions is left out; that they are there, every account may see.
 */
public final class Blockers {
    /**
     * A prepared transaction has no process (0); it is found by the lock that it holds: on its own transaction id, as which
     * a new slot waits for it, or on the relation that is waited for.
     */
    private static final String OF_TASK = """
            WITH waiting AS (
              SELECT l.pid, l.locktype, l.relation, l.database, l.transactionid,
                     CASE WHEN l.relation IS NOT NULL THEN 'a lock on ' || coalesce(l.relation::regclass::text, 'a table') END AS waited
                FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
               WHERE NOT l.granted AND a.datname = pg_catalog.current_database()
                 AND pg_catalog.starts_with(a.application_name, ?))
            SELECT DISTINCT b.pid, p.gid, coalesce(p.owner, a.usename) AS owner, coalesce(p.database, a.datname) AS database,
                   a.application_name AS application, a.state, pg_catalog.date_trunc('second', coalesce(p.prepared, a.xact_start))::text AS since, w.waited,
                   NULL AS transaction
              FROM waiting w
              CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) b(pid)
              LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
              LEFT JOIN pg_catalog.pg_locks h ON b.pid = 0 AND h.pid IS NULL AND h.granted
                    AND (h.transactionid = w.transactionid OR h.relation = w.relation AND h.database = w.database)
              LEFT JOIN pg_catalog.pg_locks x ON x.pid IS NULL AND x.locktype = 'transactionid' AND x.granted
                    AND x.virtualtransaction = h.virtualtransaction
              LEFT JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = x.transactionid
             WHERE (b.pid <> 0 OR p.gid IS NOT NULL)
               AND NOT %s
             ORDER BY 7 NULLS FIRST
            """.formatted(OwnSessions.ofAccount("a"));

    /**
     * Transactions that have written, in any database: a new slot waits for all of them. Locks and sessions are not read at
     * one moment: a session that is seen to be in no transaction has ended the one of its lock. Of sessions of other
     * accounts neither the state nor the age may be seen.
     */
    private static final String WRITING = """
            SELECT DISTINCT l.pid, NULL AS gid, a.usename AS owner, a.datname AS database, a.application_name AS application, a.state,
                   pg_catalog.date_trunc('second', a.xact_start)::text AS since, NULL AS waited,
                   l.virtualtransaction AS transaction
              FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
               AND NOT %s
               AND (a.xact_start < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => ?)
                    OR a.xact_start IS NULL AND a.state IS NULL)
            UNION ALL
            SELECT 0, p.gid, p.owner, p.database, NULL, NULL, pg_catalog.date_trunc('second', p.prepared)::text, NULL, NULL
              FROM pg_catalog.pg_prepared_xacts p
             WHERE p.prepared < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => ?)
             ORDER BY 7 NULLS FIRST
            """.formatted(OwnSessions.ofAccount("a"));

    private Blockers() {}

    /** Those that keep sessions of this task waiting for a lock or a transaction, the oldest first; not its own. */
    public static List<Blocker> of(Connection connection, String taskId) throws SQLException {
        var ours = PostgresServer.applicationName(taskId, "");
        return SqlStatement.of(connection, OF_TASK).with(ours, ours).list(BlockerRow::of);
    }

    /**
     * Those that a replication slot, if it were made now, would have to wait for, the oldest first; not the task's own.
     *
     * @param connection that commits by itself, since sessions look the same until a transaction's end
     * @param seconds for how long they have been open at least; where that may not be seen, a second
     */
    public static List<Blocker> ofNewSlot(Connection connection, String taskId, int seconds) throws SQLException {
        var open = writing(connection, taskId, seconds);
        if (seconds == 0 || open.isEmpty()) {
            return open;
        }
        SqlStatement.execute(connection, "SELECT pg_catalog.pg_sleep(1)");
        var keys = open.stream().map(Blocker::key).collect(Collectors.toSet());
        return writing(connection, taskId, seconds).stream()
                .filter(blocker -> keys.contains(blocker.key()))
                .toList();
    }

    private static List<Blocker> writing(Connection connection, String taskId, int seconds) throws SQLException {
        return SqlStatement.of(connection, WRITING)
                .with(PostgresServer.applicationName(taskId, ""), seconds, seconds)
                .list(BlockerRow::of);
    }
}
