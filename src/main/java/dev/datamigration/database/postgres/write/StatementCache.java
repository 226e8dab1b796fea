package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Statements of one connection, prepared on the server at their first use; the least recently used are let go. They are run by
 * hand, since each is run again for every batch of changes, and its arrays are made of the log's own bytes.
 */
final class StatementCache {
    private static final int CAPACITY = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /** Binds the values of one column as an array of texts. */
    void bind(PreparedStatement statement, int parameter, List<Tuple> rows, int column) throws SQLException {
        statement.setArray(
                parameter,
                new PgArray(connection.unwrap(BaseConnection.class), Oid.TEXT_ARRAY, TextArray.of(rows, column)));
    }

    /** The statement of this text; not to be closed by the caller. */
    PreparedStatement get(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= CAPACITY) {
            var eldest = statements.entrySet().iterator().next();
            statements.remove(eldest.getKey()).close();
        }
        var statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        statements.put(sql, statement);
        return statement;
    }
}
