package dev.datamigration.database.postgres.liveness;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Asks a server what some of its processes do. */
final class ServerQuestion {
    private ServerQuestion() {}

    /** Empty where the server's numbers are not those that it gave us: something between us and it hands out its own. */
    static Optional<Map<Integer, BackendFacts>> ask(Connection connection, Collection<Integer> pids)
            throws SQLException {
        var own = connection.unwrap(PGConnection.class).getBackendPID();
        try (var statement = connection.prepareStatement("""
                SELECT a.pid, CASE
                         WHEN a.backend_type <> 'walsender' THEN a.backend_type
                         WHEN COALESCE(r.state IN ('streaming', 'catchup'), a.query LIKE 'START_REPLICATION%', false)
                         THEN 'walsender'
                         ELSE 'walsender that does not stream'
                       END, a.state, a.wait_event_type, a.wait_event, pg_catalog.pg_backend_pid()
                  FROM pg_catalog.pg_stat_activity a LEFT JOIN pg_catalog.pg_stat_replication r ON r.pid = a.pid
                 WHERE a.pid = ANY (?) OR a.pid = pg_catalog.pg_backend_pid()
                """)) {
            statement.setArray(1, connection.createArrayOf("int4", pids.toArray()));
            try (var result = statement.executeQuery()) {
                var found = new HashMap<Integer, BackendFacts>();
                while (result.next()) {
                    if (result.getInt(6) != own) {
                        return Optional.empty();
                    }
                    found.put(
                            result.getInt(1),
                            new BackendFacts(
                                    result.getString(2),
                                    result.getString(3),
                                    result.getString(4),
                                    result.getString(5)));
                }
                return Optional.of(found);
            }
        }
    }
}
