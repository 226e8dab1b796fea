package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Changes single rows of tables without a key. Every method returns the number of conflicts met. */
final class KeylessWriter {
    private final StatementCache statements;
    private final KeyedWriter inserts;

    KeylessWriter(StatementCache statements, KeyedWriter inserts) {
        this.statements = statements;
        this.inserts = inserts;
    }

    long update(PostgresBoundTable table, Tuple old, Tuple row) throws SQLException {
        if (table.columns().isEmpty()) {
            return 0; // nothing of such a row can change
        }
        if (table.columns().stream().anyMatch(BoundColumn::identityAlways)) {
            // such a column cannot be set: the row is made anew, as all of it is known
            var conflicts = delete(table, old);
            return conflicts > 0 ? conflicts : inserts.insert(table, List.of(row));
        }
        var sql = new KeylessSql(table);
        var statement = statements.get(sql.update(old));
        var next = 1;
        for (var column = 0; column < row.size(); column++) {
            statements.bind(statement, next++, List.of(row), column);
        }
        return executeOne(statement, next, old, sql.matched(old));
    }

    long delete(PostgresBoundTable table, Tuple old) throws SQLException {
        var sql = new KeylessSql(table);
        return executeOne(statements.get(sql.delete(old)), 1, old, sql.matched(old));
    }

    private long executeOne(PreparedStatement statement, int firstParameter, Tuple old, int[] matched)
            throws SQLException {
        var next = firstParameter;
        for (var column : matched) {
            statements.bind(statement, next++, List.of(old), column);
        }
        try {
            return 1L - statement.executeUpdate();
        } finally {
            statement.clearParameters();
        }
    }
}
