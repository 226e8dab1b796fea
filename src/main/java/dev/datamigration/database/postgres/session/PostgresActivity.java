package dev.datamigration.database.postgres.session;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.session.ActivityReader;
import dev.datamigration.database.session.ServerActivity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Reads the views of statistics. Of other accounts' sessions they tell only members of pg_read_all_stats. */
public final class PostgresActivity implements ActivityReader {
    private static final int CHECKPOINTER_SINCE = 17;

    private static final String READ = """
            SELECT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') AS sees,
                   (SELECT coalesce(max(extract(epoch FROM r.replay_lag) * 1000), 0)::bigint
                      FROM pg_catalog.pg_stat_replication r
                     WHERE r.state IN ('streaming', 'catchup')
                       AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots s
                                        WHERE s.active_pid = r.pid AND s.slot_type = 'logical')) AS lag,
                   (SELECT count(*) FROM pg_catalog.pg_stat_activity a
                     WHERE a.state IN ('active', 'fastpath function call') AND a.backend_type = 'client backend'
                       AND a.pid <> pg_catalog.pg_backend_pid() AND NOT %s) AS active,
                   (SELECT %s) AS requested
            """;

    @Override
    public ServerActivity read(Connection connection) throws SQLException {
        var checkpoints = connection.getMetaData().getDatabaseMajorVersion() >= CHECKPOINTER_SINCE
                ? "num_requested FROM pg_catalog.pg_stat_checkpointer"
                : "checkpoints_req FROM pg_catalog.pg_stat_bgwriter";
        return SqlStatement.of(connection, READ.formatted(OwnSessions.ofAccount("a"), checkpoints))
                .with(PostgresServer.APPLICATION_PREFIX)
                .one(PostgresActivity::activity);
    }

    private static ServerActivity activity(ResultSet row) throws SQLException {
        var sees = row.getBoolean("sees");
        return new ServerActivity(
                sees ? OptionalLong.of(row.getLong("lag")) : OptionalLong.empty(),
                sees ? OptionalLong.of(row.getLong("active")) : OptionalLong.empty(),
                row.getLong("requested"));
    }
}
