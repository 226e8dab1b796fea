package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.compare.RowStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of a query as a cursor hands them out: a statement by hand, as it stays open while other queries are made. */
final class PostgresRowStream implements RowStream {
    private static final int FETCH_ROWS = 1000;

    private final Statement statement;
    private final ResultSet result;
    private final Parser parser;
    private boolean present;

    PostgresRowStream(Connection connection, String sql, Parser parser) throws SQLException {
        this.parser = parser;
        this.statement = connection.createStatement();
        statement.setFetchSize(FETCH_ROWS);
        this.result = statement.executeQuery(sql);
        this.present = result.next();
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public long hash() throws SQLException {
        return result.getLong("bh");
    }

    @Override
    public HashedRow take() throws SQLException {
        var row = parser.row(result);
        present = result.next();
        return row;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    @FunctionalInterface
    interface Parser {
        HashedRow row(ResultSet result) throws SQLException;
    }
}
