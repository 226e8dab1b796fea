package dev.datamigration.transfer.incremental;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGStatement;

/** Statements of one connection, prepared on the server at their first use; the least recently used are let go. */
final class StatementCache {
    private static final int CAPACITY = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
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
