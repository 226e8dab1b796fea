package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.compare.KeyRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads ranges of one side of a table with a key. Every call is one statement, and so one snapshot. */
public final class KeyRangeReader {
    private final HashedTable table;

    public KeyRangeReader(HashedTable table) {
        this.table = table;
    }

    /** The key that ends a chunk of so many rows after a bound; empty where fewer are left. Walks the index only. */
    public Optional<List<String>> nextBound(Connection connection, List<String> after, int rows) throws SQLException {
        var sql = "SELECT %s FROM %s WHERE %s ORDER BY %s OFFSET %d LIMIT 1"
                .formatted(
                        table.keyTexts(),
                        table.only(),
                        table.within(new KeyRange(after, null)),
                        table.keyReferences(),
                        rows - 1);
        var bounds = keys(connection, sql);
        return bounds.isEmpty() ? Optional.empty() : Optional.of(bounds.get(0));
    }

    public Aggregate aggregate(Connection connection, KeyRange range) throws SQLException {
        var sql = "SELECT count(*), sum(h1), sum(h2) FROM (%s) AS hashed"
                .formatted(table.hashed("", table.only(), table.within(range)));
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return AggregateColumns.read(result, 1);
        }
    }

    /** Every so manieth key of a range. */
    public List<List<String>> bounds(Connection connection, KeyRange range, long step) throws SQLException {
        var keys = table.keyReferences();
        var sql =
                "SELECT * FROM (SELECT %s, row_number() OVER (ORDER BY %s) AS n FROM %s WHERE %s) AS numbered WHERE n %% %d = 0 ORDER BY n"
                        .formatted(table.keyTexts(), keys, table.only(), table.within(range), step);
        return keys(connection, sql);
    }

    /** The rows of a range, in no order; never more than the limit. */
    public List<HashedRow> rows(Connection connection, KeyRange range, int limit) throws SQLException {
        var sql = table.hashed(table.keyTexts(), table.only(), table.within(range)) + " LIMIT " + limit;
        var rows = new ArrayList<HashedRow>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(new HashedRow(key(result), result.getString("h1") + ":" + result.getString("h2")));
            }
        }
        return rows;
    }

    private List<List<String>> keys(Connection connection, String sql) throws SQLException {
        var keys = new ArrayList<List<String>>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                keys.add(key(result));
            }
        }
        return keys;
    }

    private List<String> key(ResultSet result) throws SQLException {
        var key = new ArrayList<String>();
        for (var i = 0; i < table.key().size(); i++) {
            key.add(result.getString("k" + i));
        }
        return key;
    }
}
