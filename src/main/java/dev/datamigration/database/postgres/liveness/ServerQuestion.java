package dev.datamigration.database.postgres.liveness;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Asks a server what some of its processes do. */
final class ServerQuestion {
    private static final String FACTS = """
            SELECT a.pid, CASE
                     WHEN a.backend_type <> 'walsender' THEN a.backend_type
                     WHEN COALESCE(r.state IN ('streaming', 'catchup'), a.query LIKE 'START_REPLICATION%', false)
                     THEN 'walsender'
                     ELSE 'walsender that does not stream'
                   END, a.state, a.wait_event_type, a.wait_event, pg_catalog.pg_backend_pid()
              FROM pg_catalog.pg_stat_activity a LEFT JOIN pg_catalog.pg_stat_replication r ON r.pid = a.pid
             WHERE a.pid = ANY (?) OR a.pid = pg_catalog.pg_backend_pid()
            """;

    private ServerQuestion() {}

    /** Empty where the server's numbers are not those that it gave us: something between us and it hands out its own. */
    static Optional<Map<Integer, BackendFacts>> ask(Connection connection, Collection<Integer> pids)
            throws SQLException {
        var own = connection.unwrap(PGConnection.class).getBackendPID();
        var processes = SqlStatement.of(connection, FACTS)
                .with(SqlStatement.array("int4", pids))
                .list(Process::of);
        return processes.stream().allMatch(process -> process.asking() == own)
                ? Optional.of(processes.stream().collect(Collectors.toMap(Process::pid, Process::facts)))
                : Optional.empty();
    }

    /** @param asking the process that was asked, as the server numbers it */
    private record Process(int pid, BackendFacts facts, int asking) {
        static Process of(ResultSet row) throws SQLException {
            return new Process(
                    row.getInt(1),
                    new BackendFacts(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                    row.getInt(6));
        }
    }
}
