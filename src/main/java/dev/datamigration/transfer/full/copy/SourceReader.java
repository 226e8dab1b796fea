package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.catalog.TableLocks;
import dev.datamigration.database.postgres.catalog.TableState;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.table.LoadTable;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Reads tables of the source under the load's snapshot. Each read is a transaction of its own, so that a lock on a source
 * table is never held longer than one chunk takes.
 */
public final class SourceReader implements AutoCloseable {
    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final String UNDEFINED_OBJECT = "42704";

    private static final String SETTINGS =
            "SET lock_timeout = '60s'; SET jit = off;" + " SET max_parallel_workers_per_gather = 0";

    private final Run run;
    private final RunScope scope;
    private final ExportedSnapshot snapshot;
    private final Connection connection;

    public SourceReader(Run run, RunScope scope, ExportedSnapshot snapshot) {
        this.run = run;
        this.scope = scope;
        this.snapshot = snapshot;
        this.connection = run.source().open(scope, "read");
        SqlWork.run(run.source(), scope, "preparing to read", () -> {
            execute(SETTINGS);
            TablesOnly.read(connection);
            ExportedSnapshot.prepare(connection);
        });
    }

    /** What is done with a connection that sees the snapshot. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Connection connection);
    }

    /**
     * Lets something be read from one table.
     *
     * @param ranges whether only parts of it are read, by its key
     * @return empty if the table was truncated or rewritten since the snapshot, so that it cannot be read as of it
     * @throws FailureException SnapshotLost if the snapshot or the table is gone
     */
    public <T> Optional<T> read(LoadTable table, boolean ranges, Reading<T> reading) {
        var readable = SqlWork.call(run.source(), scope, "reading " + table.name(), () -> begin(table, ranges));
        var result = readable ? Optional.of(reading.read(connection)) : Optional.<T>empty();
        SqlWork.run(run.source(), scope, "reading " + table.name(), connection::commit);
        return result;
    }

    /** What is done with a connection that sees the snapshot, and has looked at tables, known by their OIDs. */
    @FunctionalInterface
    interface ReadingOfAll {
        void read(Connection connection, Map<Long, TableState> states);
    }

    /**
     * Lets several small tables be read whole, in one transaction.
     *
     * @throws FailureException SnapshotLost if the snapshot or one of the tables is gone
     */
    void readTogether(Collection<LoadTable> tables, ReadingOfAll reading) {
        var states = SqlWork.call(run.source(), scope, "reading small tables", () -> {
            beginUnderSnapshot();
            TableLocks.toRead(connection, tables.stream().map(LoadTable::name).toList());
            return TableState.byOid(
                    connection, tables.stream().map(LoadTable::table).toList());
        });
        if (states.containsValue(TableState.Gone)) {
            throw RewrittenTables.lost("A table was dropped or renamed on the source");
        }
        reading.read(connection, states);
        SqlWork.run(run.source(), scope, "reading small tables", connection::commit);
    }

    private void beginUnderSnapshot() throws SQLException {
        try {
            snapshot.begin(connection);
        } catch (SQLException e) {
            if (INVALID_PARAMETER_VALUE.equals(e.getSQLState()) || UNDEFINED_OBJECT.equals(e.getSQLState())) {
                scope.throwIfCancelled(); // a stop closes that connection too
                throw RewrittenTables.lost("The snapshot of the load ended with its connection");
            }
            throw e;
        }
    }

    private boolean begin(LoadTable table, boolean ranges) throws SQLException {
        beginUnderSnapshot();
        execute("LOCK TABLE " + TableExtent.of(table.table()).sql() + " IN ACCESS SHARE MODE");
        requireSame(table);
        if (rewrittenSinceSnapshot(table)) {
            return false;
        }
        if (ranges) {
            // the planner's statistics may be missing; neither a chunk nor a page of keys must cost a scan of the table
            execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
                    + " SET LOCAL search_path = " + table.key().searchPath());
        }
        return true;
    }

    /** Now that it is locked nobody can rename it. */
    private void requireSame(LoadTable table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT %s::regclass::oid = %d"
                        .formatted(
                                Sql.literal(Sql.quoted(table.name())),
                                table.table().oid()))) {
            result.next();
            if (!result.getBoolean(1)) {
                throw RewrittenTables.lost("Something else has the name of table " + table.name() + " on the source");
            }
        }
    }

    /**
     * A table that TRUNCATE or a rewriting ALTER TABLE went over looks empty to older snapshots. The query sees the
     * catalog as of the snapshot, the function as of now. Of a table in partitions every one is looked at.
     */
    private boolean rewrittenSinceSnapshot(LoadTable table) throws SQLException {
        try (var statement = connection.createStatement();
                var result =
                        statement.executeQuery("SELECT bool_and(relfilenode = pg_catalog.pg_relation_filenode(oid)),"
                                + " bool_and(pg_catalog.pg_relation_filenode(oid) IS NOT NULL) AND count(*) = "
                                + table.table().holders().size() + " FROM pg_catalog.pg_class WHERE oid = ANY (ARRAY"
                                + table.table().holders() + "::oid[])")) {
            result.next();
            if (!result.getBoolean(2)) {
                throw RewrittenTables.lost("Table " + table.name() + " was dropped on the source");
            }
            return !result.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
