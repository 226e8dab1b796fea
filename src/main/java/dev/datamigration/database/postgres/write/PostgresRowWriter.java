package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes rows by statements that are prepared once. */
final class PostgresRowWriter implements RowWriter {
    private static final String CANNOT_TRUNCATE_REFERENCED = "0A000";

    private final Connection connection;
    private final KeyedWriter keyed;
    private final KeylessWriter keyless;
    private final MeantRows meant;

    PostgresRowWriter(Connection connection, BooleanSupplier unverified) {
        this.connection = connection;
        var statements = new StatementCache(connection);
        this.keyed = new KeyedWriter(statements, new BulkInsert(connection), unverified);
        this.keyless = new KeylessWriter(statements, keyed);
        this.meant = new MeantRows(statements);
    }

    @Override
    public BitSet meant(BoundTable table, List<Tuple> rows) throws SQLException {
        return meant.of(ours(table), rows);
    }

    @Override
    public long insert(BoundTable table, List<Tuple> rows) throws SQLException {
        return keyed.insert(ours(table), rows);
    }

    @Override
    public long delete(BoundTable table, List<Tuple> keys) throws SQLException {
        return keyed.delete(ours(table), keys);
    }

    @Override
    public long update(BoundTable table, int[] set, List<Tuple> rows) throws SQLException {
        return keyed.update(ours(table), set, rows);
    }

    @Override
    public long updateKey(BoundTable table, Tuple old, Tuple row) throws SQLException {
        return keyed.updateKey(ours(table), old, row);
    }

    @Override
    public long updateWhole(BoundTable table, Tuple old, Tuple row) throws SQLException {
        return keyless.update(ours(table), old, row);
    }

    @Override
    public long deleteWhole(BoundTable table, Tuple old) throws SQLException {
        return keyless.delete(ours(table), old);
    }

    /** All tables at once, as foreign keys among them ask for; where one from elsewhere forbids it, by deleting. */
    @Override
    public void truncate(List<BoundTable> tables, boolean restartIdentity) throws SQLException {
        var whole = tables.stream()
                .filter(table -> !table.inPart())
                .map(PostgresRowWriter::ours)
                .toList();
        if (!whole.isEmpty()) {
            truncateWhole(whole, restartIdentity);
        }
        for (var table : tables) {
            if (table.inPart()) {
                SqlStatement.execute(
                        connection,
                        "DELETE FROM " + ours(table).targetExtent().sql() + " WHERE "
                                + ours(table).rows().condition());
            }
        }
    }

    private void truncateWhole(List<PostgresBoundTable> tables, boolean restartIdentity) throws SQLException {
        var rows = tables.stream().map(table -> table.targetExtent().sql()).toList();
        var savepoint = connection.setSavepoint("truncation");
        try {
            SqlStatement.execute(
                    connection, "TRUNCATE " + String.join(", ", rows) + (restartIdentity ? " RESTART IDENTITY" : ""));
        } catch (SQLException e) {
            if (!CANNOT_TRUNCATE_REFERENCED.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(savepoint);
            for (var table : rows) {
                SqlStatement.execute(connection, "DELETE FROM " + table);
            }
        }
        connection.releaseSavepoint(savepoint);
    }

    @Override
    public void touch() throws SQLException {
        SqlStatement.execute(connection, "SELECT 1");
    }

    private static PostgresBoundTable ours(BoundTable table) {
        return (PostgresBoundTable) table;
    }
}
