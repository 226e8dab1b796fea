package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.postgres.connection.TableRows;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.ChunkRange;
import dev.datamigration.transfer.full.table.ColumnPair;
import dev.datamigration.transfer.full.table.LoadTable;
import java.io.IOException;
import java.io.StringReader;
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
import org.postgresql.PGConnection;

/**
 * Keys that changed, by table, in a temporary table of the target session: there may be more than memory holds. A
 * truncated table forgets the keys that changed before.
 */
final class TouchedKeys {
    private static final int BUFFER_CHARACTERS = 1 << 20;
    private static final int PAGE = 1000;

    private final TargetSession target;
    private final Map<LoadTable, Integer> numbers = new HashMap<>();
    private final Set<LoadTable> truncated = new HashSet<>();
    private final StringBuilder buffer = new StringBuilder();

    TouchedKeys(TargetSession target, Collection<LoadTable> tables) {
        this.target = target;
        tables.forEach(table -> numbers.put(table, numbers.size()));
        execute("CREATE TEMPORARY TABLE touched_key (number int NOT NULL, key text NOT NULL)");
    }

    void add(LoadTable table, List<String> key) {
        // JSON has no control characters, so that only its backslashes mean something to COPY
        buffer.append(numbers.get(table))
                .append('\t')
                .append(ChunkRange.encode(key).replace("\\", "\\\\"))
                .append('\n');
        if (buffer.length() >= BUFFER_CHARACTERS) {
            flush();
        }
    }

    void truncate(LoadTable table) {
        flush();
        truncated.add(table);
        execute("DELETE FROM pg_temp.touched_key WHERE number = " + numbers.get(table));
    }

    void flush() {
        target.change("noting changed keys", connection -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY pg_temp.touched_key FROM STDIN", new StringReader(buffer.toString()));
            } catch (IOException e) {
                throw new SQLException("writing changed keys failed", e);
            }
        });
        buffer.setLength(0);
    }

    void drop() {
        execute("DROP TABLE pg_temp.touched_key");
    }

    /** Deletes the rows with these keys from the target table, or all rows if it was truncated. */
    void deleteRows(Connection connection, LoadTable table) throws SQLException {
        var from = TableRows.deletion(connection, table.table().target());
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path = " + table.key().searchPath());
            statement.execute(truncated.contains(table) ? from : from + withTouchedKey(table));
        }
    }

    private String withTouchedKey(LoadTable table) {
        var columns = table.key().columns();
        var types = table.columns().stream().collect(Collectors.toMap(ColumnPair::name, ColumnPair::targetType));
        var equal = IntStream.range(0, columns.size())
                .mapToObj(i -> "t." + Sql.identifier(columns.get(i)) + " = (touched.key ->> " + i + ")::"
                        + types.get(columns.get(i)))
                .collect(Collectors.joining(" AND "));
        return " USING (SELECT DISTINCT key COLLATE \"C\" AS key FROM pg_temp.touched_key WHERE number = "
                + numbers.get(table) + ") AS one, LATERAL (SELECT one.key::json AS key) AS touched WHERE " + equal;
    }

    /** Hands out the keys of a table, each once, in pages. */
    void forEachPage(Connection connection, LoadTable table, Consumer<List<List<String>>> reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            try (var result = statement.executeQuery("SELECT DISTINCT key COLLATE \"C\" FROM pg_temp.touched_key"
                    + " WHERE number = " + numbers.get(table))) {
                var page = new ArrayList<List<String>>();
                while (result.next()) {
                    page.add(ChunkRange.decode(result.getString(1)));
                    if (page.size() == PAGE) {
                        reader.accept(List.copyOf(page));
                        page.clear();
                    }
                }
                if (!page.isEmpty()) {
                    reader.accept(page);
                }
            }
        }
    }

    private void execute(String sql) {
        target.change("noting changed keys", connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }
}
