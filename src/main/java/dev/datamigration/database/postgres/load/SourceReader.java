package dev.datamigration.database.postgres.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.SnapshotLost;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.database.load.TableState;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.catalog.TableLocks;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** Reads under an exported snapshot. Each read is a transaction of its own. */
final class SourceReader implements SnapshotReader {
    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final String UNDEFINED_OBJECT = "42704";

    private static final String SETTINGS =
            "SET lock_timeout = '60s'; SET jit = off;" + " SET max_parallel_workers_per_gather = 0";

    private final PostgresServer server;
    private final RunScope scope;
    private final ExportedSnapshot snapshot;
    private final Connection connection;

    SourceReader(PostgresServer server, RunScope scope, ExportedSnapshot snapshot) {
        this.server = server;
        this.scope = scope;
        this.snapshot = snapshot;
        this.connection = server.open(scope, "read");
        SqlWork.run(server, scope, "preparing to read", () -> {
            SqlStatement.execute(connection, SETTINGS);
            TablesOnly.read(connection);
            ExportedSnapshot.prepare(connection);
        });
    }

    @Override
    public <T> Optional<T> read(LoadTable table, RowSelection rows, Reading<T> reading) {
        var readable = SqlWork.call(server, scope, "reading " + table.name(), () -> begin(table, rows));
        var result = readable ? Optional.of(reading.read(connection)) : Optional.<T>empty();
        SqlWork.run(server, scope, "reading " + table.name(), connection::commit);
        return result;
    }

    @Override
    public void readTogether(Collection<LoadTable> tables, ReadingOfAll reading) {
        var states = SqlWork.call(server, scope, "reading small tables", () -> {
            beginUnderSnapshot();
            TableLocks.toRead(connection, tables.stream().map(LoadTable::name).toList());
            return TableStates.of(connection, tables);
        });
        if (states.containsValue(TableState.Gone)) {
            throw SnapshotLost.because("A table was dropped or renamed on the source");
        }
        reading.read(connection, states);
        SqlWork.run(server, scope, "reading small tables", connection::commit);
    }

    private void beginUnderSnapshot() throws SQLException {
        try {
            snapshot.begin(connection);
        } catch (SQLException e) {
            if (INVALID_PARAMETER_VALUE.equals(e.getSQLState()) || UNDEFINED_OBJECT.equals(e.getSQLState())) {
                scope.throwIfCancelled(); // a stop closes that connection too
                throw SnapshotLost.because("The snapshot of the load ended with its connection");
            }
            throw e;
        }
    }

    private boolean begin(LoadTable table, RowSelection rows) throws SQLException {
        beginUnderSnapshot();
        SqlStatement.execute(
                connection, "LOCK TABLE " + TableExtent.of(table.table()).sql() + " IN ACCESS SHARE MODE");
        requireSame(table);
        if (rewrittenSinceSnapshot(table)) {
            return false;
        }
        if (rows.inPart()) {
            // the planner's statistics may be missing; neither a chunk nor a page of keys must cost a scan of the table
            SqlStatement.execute(
                    connection,
                    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
                            + (rows instanceof RowSelection.WithKeys ? " SET LOCAL enable_tidscan = off;" : "")
                            + " SET LOCAL search_path = "
                            + PostgresTableKey.of(table).searchPath());
        }
        return true;
    }

    /** Now that it is locked nobody can rename it. */
    private void requireSame(LoadTable table) throws SQLException {
        var same = "SELECT %s::regclass::oid = %d"
                .formatted(Sql.literal(Sql.quoted(table.name())), table.table().oid());
        if (!SqlStatement.of(connection, same).isTrue()) {
            throw SnapshotLost.because("Something else has the name of table " + table.name() + " on the source");
        }
    }

    /**
     * A table that TRUNCATE or a rewriting ALTER TABLE went over looks empty to older snapshots. The query sees the
     * catalog as of the snapshot, the function as of now. Of a table in partitions every one is looked at. One that is cut by
     * blocks must have the file whose blocks these are.
     */
    private boolean rewrittenSinceSnapshot(LoadTable table) throws SQLException {
        var holders = table.table().holders();
        var look = "SELECT bool_and(relfilenode = pg_catalog.pg_relation_filenode(oid) AND relfilenode = %s),"
                + " bool_and(pg_catalog.pg_relation_filenode(oid) IS NOT NULL) AND count(*) = " + holders.size()
                + " FROM pg_catalog.pg_class WHERE oid = ANY (ARRAY" + holders + "::oid[])";
        var planned = table.byBlocks() ? table.file() : "relfilenode";
        return SqlStatement.of(connection, look.formatted(planned)).one(row -> {
            if (!row.getBoolean(2)) {
                throw SnapshotLost.because("Table " + table.name() + " was dropped on the source");
            }
            return !row.getBoolean(1);
        });
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
