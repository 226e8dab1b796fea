package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.connection.CopyStreams;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Inserts many rows by COPY, which costs the server a third of what an INSERT of them does. COPY cannot leave alone a row that
 * is there already, nor say which it is, so it is all or nothing: what it refuses is for {@link KeyedWriter} to insert.
 */
final class BulkInsert {
    /** For fewer, the savepoint costs more than COPY gains. */
    private static final int FEWEST_ROWS = 100;

    /**
     * Of errors that an INSERT of the same rows would not meet, or tells better: data and constraints, what is not allowed
     * (COPY does not know row-level security), and what a trigger raises.
     */
    private static final Set<String> REFUSALS = Set.of("0A", "22", "23", "42", "P0");

    private final Connection connection;

    /** Tables that refused rows: what was in the way once may be there again, and each attempt costs both servers. */
    private final Set<PostgresBoundTable> refusing = new HashSet<>();

    BulkInsert(Connection connection) {
        this.connection = connection;
    }

    /** Inserts all of the rows and returns true, or none of them. */
    boolean insert(PostgresBoundTable table, List<Tuple> rows) throws SQLException {
        if (rows.size() < FEWEST_ROWS || table.hasInsertRules() || refusing.contains(table)) {
            return false;
        }
        var before = connection.setSavepoint("bulk");
        var all = copies(table, rows);
        if (!all) {
            connection.rollback(before);
            refusing.add(table);
        }
        connection.releaseSavepoint(before);
        return all;
    }

    /** Fewer rows than were sent are there where a trigger leaves some out, which counts as a conflict elsewhere. */
    private boolean copies(PostgresBoundTable table, List<Tuple> rows) throws SQLException {
        try {
            return copy(table, rows) == rows.size();
        } catch (SQLException e) {
            var state = e.getSQLState();
            if (state == null || !REFUSALS.contains(state.substring(0, 2))) {
                throw e;
            }
            return false;
        }
    }

    private long copy(PostgresBoundTable table, List<Tuple> rows) throws SQLException {
        var copy = CopyStreams.in(connection, new TableSql(table).copy());
        try {
            var text = new CopyText(copy);
            for (var row : rows) {
                text.write(row);
            }
            return text.end();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
