package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.compare.KeyRangeReader;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Every call is one statement, and so one snapshot. */
final class PostgresKeyRangeReader implements KeyRangeReader {
    private final HashedTable table;

    PostgresKeyRangeReader(HashedTable table) {
        this.table = table;
    }

    /** Walks the index only. */
    @Override
    public Optional<List<String>> nextBound(Connection connection, List<String> after, int rows) throws SQLException {
        var sql = "SELECT %s FROM %s WHERE %s ORDER BY %s OFFSET %d LIMIT 1"
                .formatted(
                        table.keyTexts(),
                        table.only(),
                        table.within(new KeyRange(after, null)),
                        table.keyReferences(),
                        rows - 1);
        return SqlStatement.of(connection, sql).first(table::keyOf);
    }

    @Override
    public Aggregate aggregate(Connection connection, KeyRange range) throws SQLException {
        var sql = "SELECT %s FROM (%s) AS hashed".formatted(table.sums(), table.checked("", table.within(range)));
        return SqlStatement.of(connection, sql).one(row -> AggregateColumns.read(row, 1));
    }

    @Override
    public List<List<String>> bounds(Connection connection, KeyRange range, long step) throws SQLException {
        var keys = table.keyReferences();
        var sql =
                "SELECT * FROM (SELECT %s, row_number() OVER (ORDER BY %s) AS n FROM %s WHERE %s) AS numbered WHERE n %% %d = 0 ORDER BY n"
                        .formatted(table.keyTexts(), keys, table.only(), table.within(range), step);
        return SqlStatement.of(connection, sql).list(table::keyOf);
    }

    @Override
    public List<HashedRow> rows(Connection connection, KeyRange range, int limit) throws SQLException {
        var sql = table.hashed(table.keyTexts(), table.only(), table.within(range)) + " LIMIT " + limit;
        return SqlStatement.of(connection, sql)
                .list(row -> new HashedRow(table.keyOf(row), row.getString("h1") + ":" + row.getString("h2")));
    }
}
