package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Reads one side of many small tables whole. */
final class WholeTables {
    /** Those that may hold rows: the heap of others has no page. What is no table any more is for the reading to refuse. */
    private static final String FILLED = """
            SELECT named.n - 1
              FROM pg_catalog.unnest(?::text[]) WITH ORDINALITY named(name, n)
              LEFT JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(named.name)
             WHERE c.relam = 2 IS NOT TRUE OR c.relkind = 'p' OR coalesce(pg_catalog.pg_relation_size(c.oid), 1) > 0
            """;

    private WholeTables() {}

    /** Returns what the rows of each table come to, in the order of the tables. */
    public static List<Aggregate> aggregates(Connection connection, List<HashedTable> tables) throws SQLException {
        var names = tables.stream().map(table -> Sql.quoted(table.name())).toList();
        var filled = SqlStatement.of(connection, FILLED)
                .with(SqlStatement.array("text", names))
                .list(row -> row.getInt(1));
        var found = new ArrayList<>(Collections.nCopies(tables.size(), Aggregate.NONE));
        if (!filled.isEmpty()) {
            var reading = filled.stream()
                    .map(number -> aggregate(number, tables.get(number)))
                    .collect(Collectors.joining(" UNION ALL "));
            SqlStatement.of(connection, reading).list(row -> found.set(row.getInt(1), AggregateColumns.read(row, 2)));
        }
        return found;
    }

    private static String aggregate(int number, HashedTable table) {
        return "SELECT %d, %s FROM (%s) AS hashed".formatted(number, table.sums(), table.checked("", "true"));
    }
}
