package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TableKey;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.DataTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The key of a table as SQL, for queries that call the table {@code t}.
 *
 * @param columns in the order of the index
 * @param castTypes of these, safe in a cast
 * @param operatorSchemas where the comparison operators of its types are, but for pg_catalog; for instance the schema of
 *     the extension citext
 */
record PostgresTableKey(List<String> columns, List<String> castTypes, List<String> operatorSchemas)
        implements TableKey {

    /** @param table that is cut into ranges, read from PostgreSQL */
    static PostgresTableKey of(LoadTable table) {
        return (PostgresTableKey) table.key();
    }

    static PostgresTableKey of(DataTable table, List<String> operatorSchemas) {
        return new PostgresTableKey(
                table.key(),
                table.key().stream().map(name -> table.column(name).castType()).toList(),
                List.copyOf(operatorSchemas));
    }

    /** {@code t."a", t."b"}. */
    String list() {
        return columns.stream().map(name -> "t." + Sql.identifier(name)).collect(Collectors.joining(", "));
    }

    /** The key's columns as text, in order. A cast to text could be a function of whoever made the type. */
    String textList() {
        return columns.stream()
                .map(name -> "pg_catalog.format('%s', t." + Sql.identifier(name) + ")")
                .collect(Collectors.joining(", "));
    }

    /** {@code 'x'::integer, 'y'::text} of a key given as text. */
    String literals(List<String> values) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> Sql.literal(values.get(i)) + "::" + castTypes.get(i))
                .collect(Collectors.joining(", "));
    }

    /** The condition that a row's key lies in the range. */
    String within(ChunkRange range) {
        var lower = range.lower() == null ? "true" : "(%s) > (%s)".formatted(list(), literals(range.lower()));
        var upper = range.upper() == null ? "true" : "(%s) <= (%s)".formatted(list(), literals(range.upper()));
        return lower + " AND " + upper;
    }

    /** The condition that a row's key lies in one of the ranges. */
    String within(List<ChunkRange> ranges) {
        return ranges.stream().map(range -> "(" + within(range) + ")").collect(Collectors.joining(" OR "));
    }

    /**
     * The condition that a row's key is one of these, compared by its type, for the index, and as it is spelt: of equal
     * keys that are spelt differently (1.0 and 1.00, or any two of citext) only that of the row counts.
     */
    String among(List<List<String>> keys) {
        var rows = keys.stream().map(PostgresTableKey::row).collect(Collectors.joining(", "));
        var names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        var equal = IntStream.range(0, columns.size()).mapToObj(this::equal).collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT FROM (VALUES %s) AS k(%s) WHERE %s)".formatted(rows, names, equal);
    }

    private static String row(List<String> key) {
        return key.stream().map(Sql::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The function prints values as the log does; some casts to text do not. */
    private String equal(int column) {
        var name = "t." + Sql.identifier(columns.get(column));
        return "%1$s = k.c%2$d::%3$s AND pg_catalog.format('%%s', %1$s) = k.c%2$d"
                .formatted(name, column, castTypes.get(column));
    }

    /** A search path under which comparison operators mean what the key's index means by them. */
    String searchPath() {
        return operatorSchemas.isEmpty() ? "''" : "pg_catalog, " + Sql.identifiers(operatorSchemas);
    }
}
