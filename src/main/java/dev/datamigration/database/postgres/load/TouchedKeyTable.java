package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.FencedTransactions;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.database.postgres.connection.CopyStreams;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** In a temporary table of the session that deletes the rows. */
final class TouchedKeyTable implements TouchedKeys {
    private static final int BUFFER_CHARACTERS = 1 << 20;
    private static final int PAGE = 1000;

    /** No column of a person's table is called so. */
    private static final String ONE = "\"datamigration touched key\"";

    private final FencedTransactions target;
    private final Map<LoadTable, Integer> numbers = new HashMap<>();
    private final Set<LoadTable> truncated = new HashSet<>();
    private final StringBuilder buffer = new StringBuilder();

    TouchedKeyTable(FencedTransactions target, Collection<LoadTable> tables) {
        this.target = target;
        tables.forEach(table -> numbers.put(table, numbers.size()));
        execute("CREATE TEMPORARY TABLE touched_key (number int NOT NULL, key text NOT NULL)");
    }

    @Override
    public void add(LoadTable table, List<String> key) {
        // JSON has no control characters, so that only its backslashes mean something to COPY
        buffer.append(numbers.get(table))
                .append('\t')
                .append(ChunkRange.encode(key).replace("\\", "\\\\"))
                .append('\n');
        if (buffer.length() >= BUFFER_CHARACTERS) {
            flush();
        }
    }

    @Override
    public void truncate(LoadTable table) {
        flush();
        truncated.add(table);
        execute("DELETE FROM pg_temp.touched_key WHERE number = " + numbers.get(table));
    }

    @Override
    public void flush() {
        var keys = buffer.toString().getBytes(StandardCharsets.US_ASCII);
        target.change("noting changed keys", connection -> {
            var copy = CopyStreams.in(connection, "COPY pg_temp.touched_key FROM STDIN");
            copy.writeToCopy(keys, 0, keys.length);
            copy.endCopy();
        });
        buffer.setLength(0);
    }

    @Override
    public void drop() {
        execute("DROP TABLE pg_temp.touched_key");
    }

    @Override
    public void deleteRows(Connection connection, LoadTable table) throws SQLException {
        if (truncated.contains(table)) {
            TargetRows.remove(connection, table.table());
            return;
        }
        var from = TargetRows.deletion(connection, table.table());
        SqlStatement.execute(
                connection,
                "SET LOCAL search_path = " + PostgresTableKey.of(table).searchPath());
        SqlStatement.execute(
                connection, from + withTouchedKey(table) + " AND " + TargetRows.meant(connection, table.table()));
    }

    private String withTouchedKey(LoadTable table) {
        var columns = table.key().columns();
        var types = table.columns().stream().collect(Collectors.toMap(ColumnPair::name, ColumnPair::targetType));
        var equal = IntStream.range(0, columns.size())
                .mapToObj(i -> "t." + Sql.identifier(columns.get(i)) + " = (touched." + ONE + " ->> " + i + ")::"
                        + types.get(columns.get(i)))
                .collect(Collectors.joining(" AND "));
        // a condition names columns of t without it
        return " USING (SELECT DISTINCT key COLLATE \"C\" FROM pg_temp.touched_key WHERE number = "
                + numbers.get(table) + ") AS one(" + ONE + "), LATERAL (SELECT one." + ONE + "::json) AS touched(" + ONE
                + ") WHERE " + equal;
    }

    @Override
    public void forEachPage(Connection connection, LoadTable table, Consumer<List<List<String>>> reader)
            throws SQLException {
        var page = new ArrayList<List<String>>();
        SqlStatement.of(
                        connection,
                        "SELECT DISTINCT key COLLATE \"C\" FROM pg_temp.touched_key WHERE number = "
                                + numbers.get(table))
                .each(PAGE, row -> {
                    page.add(ChunkRange.decode(row.getString(1)));
                    if (page.size() == PAGE) {
                        reader.accept(List.copyOf(page));
                        page.clear();
                    }
                });
        if (!page.isEmpty()) {
            reader.accept(page);
        }
    }

    private void execute(String sql) {
        target.change("noting changed keys", connection -> SqlStatement.execute(connection, sql));
    }
}
