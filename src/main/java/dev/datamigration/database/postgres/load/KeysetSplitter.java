package dev.datamigration.database.postgres.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.KeySplitter;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where to cut a table by walking the index of its key: exact whatever the distribution of keys, without a sort, and
 * without the table where the index suffices. How many rows it has is seen from what is on disk now: the server's row
 * statistics are missing or old where nobody has analysed the table.
 */
final class KeysetSplitter implements KeySplitter {
    private static final String SETTINGS =
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"
                    + " SET max_parallel_workers_per_gather = 0; SET jit = off; SET lock_timeout = '60s'";

    private static final double SAMPLED_PAGES = 100;

    private final PostgresServer server;
    private final RunScope scope;
    private final Connection connection;

    private KeysetSplitter(PostgresServer server, RunScope scope, Connection connection) {
        this.server = server;
        this.scope = scope;
        this.connection = connection;
    }

    static KeysetSplitter open(PostgresServer server, RunScope scope) {
        var connection = server.open(scope, "plan");
        try {
            SqlWork.run(server, scope, "preparing to plan chunks", () -> {
                SqlStatement.execute(connection, SETTINGS);
                TablesOnly.read(connection);
            });
            return new KeysetSplitter(server, scope, connection);
        } catch (RuntimeException e) {
            scope.close(connection);
            throw e;
        }
    }

    @Override
    public long mostRows(DataTable table) {
        return estimate(table, () -> pages(table) * DataTable.MOST_ROWS_OF_PAGE);
    }

    @Override
    public long sampledRows(DataTable table) {
        return estimate(table, () -> {
            var percent = Math.min(100, SAMPLED_PAGES * 100 / Math.max(1, pages(table)));
            var sample = number(
                    "SELECT count(*) FROM " + TableExtent.of(table).sql() + " TABLESAMPLE SYSTEM (" + percent + ")");
            return Math.round(sample * 100 / percent);
        });
    }

    private long estimate(DataTable table, SqlWork.Call<Long> work) {
        return SqlWork.call(server, scope, "estimating the rows of " + table.name(), work);
    }

    @Override
    public long blocks(DataTable table) {
        return estimate(table, () -> pages(table));
    }

    private long pages(DataTable table) throws SQLException {
        return number(
                "SELECT sum(pg_catalog.pg_relation_size(holder))::bigint / pg_catalog.current_setting('block_size')::bigint"
                        + " FROM pg_catalog.unnest(ARRAY" + table.holders() + "::oid[]) holder");
    }

    private long number(String sql) throws SQLException {
        return SqlStatement.of(connection, sql).one(row -> row.getLong(1));
    }

    @Override
    public List<String> next(LoadTable table, List<String> above, long rows) {
        return SqlWork.call(server, scope, "cutting " + table.name() + " into chunks", () -> find(table, above, rows));
    }

    private List<String> find(LoadTable table, List<String> above, long rows) throws SQLException {
        var key = PostgresTableKey.of(table);
        var sql = "SELECT %s FROM %s AS t WHERE %s ORDER BY %s OFFSET %d LIMIT 1"
                .formatted(
                        key.textList(),
                        TableExtent.of(table.table()).sql(),
                        key.within(new ChunkRange(above, null)),
                        key.list(),
                        rows - 1);
        SqlStatement.execute(connection, "SET search_path = " + key.searchPath());
        return SqlStatement.of(connection, sql)
                .first(row -> {
                    var values = new ArrayList<String>();
                    for (var i = 1; i <= key.columns().size(); i++) {
                        values.add(row.getString(i));
                    }
                    return values;
                })
                .orElse(null);
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
