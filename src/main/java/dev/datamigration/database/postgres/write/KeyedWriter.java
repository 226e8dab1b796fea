package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Writes rows of tables that have a key, many in one statement. Every method returns the number of conflicts met. */
final class KeyedWriter {
    private final StatementCache statements;
    private final BulkInsert bulk;
    private final BooleanSupplier unverified;

    /**
     * @param unverified whether rows are known to be missing, so that one which is not known whole is left to the
     *     verification that is to come
     */
    KeyedWriter(StatementCache statements, BulkInsert bulk, BooleanSupplier unverified) {
        this.unverified = unverified;
        this.statements = statements;
        this.bulk = bulk;
    }

    /** Rows that are there already are overwritten and count as conflicts. */
    long insert(PostgresBoundTable table, List<Tuple> rows) throws SQLException {
        var sql = new TableSql(table);
        if (table.columns().isEmpty()) {
            return insertEmpty(sql, rows.size());
        }
        if (bulk.insert(table, rows)) {
            return 0;
        }
        var all = sql.allColumns();
        var conflicts = rows.size() - execute(sql.insert(), bind(rows, all));
        if (conflicts > 0) {
            execute(sql.overwrite(), bind(rows, all));
        }
        return conflicts;
    }

    /** Rows of a table without a column, or with generated ones only: how many is all that there is to say. */
    private long insertEmpty(TableSql sql, int count) throws SQLException {
        var statement = statements.get(sql.insert());
        statement.setInt(1, count);
        return (long) count - execute(statement);
    }

    /** Rows that are not there count as conflicts. */
    long delete(PostgresBoundTable table, List<Tuple> keys) throws SQLException {
        return keys.size() - execute(new TableSql(table).delete(), bind(keys, table.key()));
    }

    /**
     * Updates rows whose key stays.
     *
     * @param set positions of the columns to set, the same for all rows
     */
    long update(PostgresBoundTable table, int[] set, List<Tuple> rows) throws SQLException {
        moveIdentities(table, generatedAlways(table, rows.get(0), false), rows, rows);
        if (set.length == 0) {
            return 0;
        }
        return missing(table, rows, execute(new TableSql(table).update(set), bind(rows, set), bind(rows, table.key())));
    }

    /** Updates one row whose key may change, in place. */
    long updateKey(PostgresBoundTable table, Tuple old, Tuple row) throws SQLException {
        var identities = generatedAlways(table, row, true);
        moveIdentities(table, identities, List.of(row), List.of(old));
        var found = identities.length == 0 ? old : withKey(table, old, row);
        var set = known(table, row);
        if (set.length == 0) {
            return 0;
        }
        var updated =
                execute(new TableSql(table).update(set), bind(List.of(row), set), bind(List.of(found), table.key()));
        return missing(table, List.of(row), updated);
    }

    /** The key by which a row is found after its generated columns were moved: these are new, the others still old. */
    private static Tuple withKey(PostgresBoundTable table, Tuple old, Tuple row) {
        var values = new byte[table.columns().size()][];
        for (var column : table.key()) {
            values[column] = (table.columns().get(column).identityAlways() ? row : old).bytes(column);
        }
        return Tuple.of(values);
    }

    /** Columns that an UPDATE may set, the key included, of which the row says something. */
    private static int[] known(PostgresBoundTable table, Tuple row) {
        return IntStream.range(0, row.size())
                .filter(column ->
                        !row.isUnchanged(column) && !table.columns().get(column).identityAlways())
                .toArray();
    }

    private static int[] generatedAlways(PostgresBoundTable table, Tuple row, boolean withKey) {
        return IntStream.range(0, row.size())
                .filter(column -> table.columns().get(column).identityAlways()
                        && !row.isUnchanged(column)
                        && (withKey || !table.isKey(column)))
                .toArray();
    }

    private void moveIdentities(PostgresBoundTable table, int[] identities, List<Tuple> rows, List<Tuple> keys)
            throws SQLException {
        if (identities.length > 0) {
            var sql = new TableSql(table).move(identities, table.targetColumns());
            execute(sql, bind(rows, identities), bind(keys, table.key()));
        }
    }

    private long missing(PostgresBoundTable table, List<Tuple> rows, int updated) throws SQLException {
        var missing = rows.size() - updated;
        if (missing > 0 && table.insertsMissing()) {
            var complete = table.uniqueOnTarget()
                    ? rows.stream().filter(Tuple::isComplete).toList()
                    : List.<Tuple>of();
            if (complete.size() < rows.size() && !unverified.getAsBoolean()) {
                throw ApplyFailures.rowMissing(table);
            }
            if (!complete.isEmpty()) {
                var sql = new TableSql(table);
                execute(sql.insert(), bind(complete, sql.allColumns()));
            }
        }
        return missing;
    }

    private record Binding(List<Tuple> rows, int[] columns) {}

    private static Binding bind(List<Tuple> rows, int[] columns) {
        return new Binding(rows, columns);
    }

    private int execute(String sql, Binding... bindings) throws SQLException {
        var statement = statements.get(sql);
        var parameter = 1;
        for (var binding : bindings) {
            for (var column : binding.columns()) {
                statements.bind(statement, parameter++, binding.rows(), column);
            }
        }
        return execute(statement);
    }

    private static int execute(PreparedStatement statement) throws SQLException {
        try {
            return statement.executeUpdate();
        } finally {
            statement.clearParameters();
        }
    }
}
