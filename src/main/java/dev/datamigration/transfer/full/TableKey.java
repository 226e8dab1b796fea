package dev.datamigration.transfer.full;

import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.catalog.DataTable;
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
record TableKey(List<String> columns, List<String> castTypes, List<String> operatorSchemas) {

    static TableKey of(DataTable table, List<String> operatorSchemas) {
        return new TableKey(
                table.key(),
                table.key().stream().map(name -> table.column(name).castType()).toList(),
                List.copyOf(operatorSchemas));
    }

    /** {@code t."a", t."b"}. */
    String list() {
        return columns.stream().map(name -> "t." + Sql.identifier(name)).collect(Collectors.joining(", "));
    }

    /** The key's columns as text, in order. */
    String textList() {
        return columns.stream()
                .map(name -> "t." + Sql.identifier(name) + "::pg_catalog.text")
                .collect(Collectors.joining(", "));
    }

    /** {@code 'x'::integer, 'y'::text} of a key given as text. */
    String literals(List<String> values) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> Sql.literal(values.get(i)) + "::" + castTypes.get(i))
                .collect(Collectors.joining(", "));
    }

    /** The condition that a row's key lies in the range. */
    String within(KeyRange range) {
        var lower = range.lower() == null ? "true" : "(%s) > (%s)".formatted(list(), literals(range.lower()));
        var upper = range.upper() == null ? "true" : "(%s) <= (%s)".formatted(list(), literals(range.upper()));
        return lower + " AND " + upper;
    }

    /** The condition that a row's key lies in one of the ranges. */
    String within(List<KeyRange> ranges) {
        return ranges.stream().map(range -> "(" + within(range) + ")").collect(Collectors.joining(" OR "));
    }

    /** The condition that a row's key is one of these. */
    String among(List<List<String>> keys) {
        return "(%s) IN (VALUES %s)"
                .formatted(
                        list(),
                        keys.stream().map(key -> "(" + literals(key) + ")").collect(Collectors.joining(", ")));
    }

    /** A search path under which comparison operators mean what the key's index means by them. */
    String searchPath() {
        return operatorSchemas.isEmpty() ? "''" : "pg_catalog, " + Sql.identifiers(operatorSchemas);
    }
}
