package dev.datamigration.testing.compare;

import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** All rows of a table as text, sorted by the server and streamed. */
final class SortedRows implements RowMerge.Rows, AutoCloseable {
    private static final int FETCH_SIZE = 500;

    /** What decides how values look as text must be the same on both sides. */
    private static final String SETTINGS = """
            SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET bytea_output = 'hex';
            SET extra_float_digits = 1; SET lc_monetary = 'C'; SET xmloption = 'content'; SET search_path = '';
            SET row_security = off; SET work_mem = '64MB'; SET max_parallel_workers_per_gather = 0
            """;

    private final Connection connection;
    private final ResultSet result;

    private SortedRows(Connection connection, ResultSet result) {
        this.connection = connection;
        this.result = result;
    }

    static SortedRows read(TestDatabase database, ComparedTable table) throws SQLException {
        var connection = database.connect();
        try {
            connection.setAutoCommit(false);
            connection.createStatement().execute(SETTINGS);
            var statement = connection.createStatement();
            statement.setFetchSize(FETCH_SIZE);
            var rows = "SELECT t::text COLLATE \"C\" AS row FROM " + table.from() + " t ORDER BY 1";
            return new SortedRows(connection, statement.executeQuery(rows));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public byte[] next() throws SQLException {
        return result.next() ? result.getBytes(1) : null;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
