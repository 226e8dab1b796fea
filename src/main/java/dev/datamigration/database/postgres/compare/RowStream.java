package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.HashedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows in the order of their bucket hash, a few in memory at a time. */
public final class RowStream implements AutoCloseable {
    private static final int FETCH_ROWS = 1000;

    private final Statement statement;
    private final ResultSet result;
    private final Parser parser;
    private boolean present;

    RowStream(Connection connection, String sql, Parser parser) throws SQLException {
        this.parser = parser;
        this.statement = connection.createStatement();
        statement.setFetchSize(FETCH_ROWS);
        this.result = statement.executeQuery(sql);
        this.present = result.next();
    }

    /** Returns whether there is a row at hand. */
    public boolean present() {
        return present;
    }

    /** The bucket hash of the row at hand. */
    public long hash() throws SQLException {
        return result.getLong("bh");
    }

    /** Takes the row at hand and goes on to the next. */
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
