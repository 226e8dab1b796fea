package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements that write many rows of one table. Parameters are arrays of text, one for each column asked for, in
 * that order; values are cast to the columns' types by the target itself.
 *
 * <p>{@code unnest} must stay unqualified: only so does it take several arrays.
 */
final class TableSql {
    private final PostgresBoundTable table;
    private final String name;
    private final String rows;

    TableSql(PostgresBoundTable table) {
        this.table = table;
        this.name = Sql.quoted(table.target());
        this.rows = table.targetExtent().sql();
    }

    /**
     * Inserts rows, all columns; those whose key is there already are left alone. Of a table that has no column to give,
     * the one parameter is the number of rows.
     */
    String insert() {
        if (table.columns().isEmpty()) {
            return "INSERT INTO " + name + " SELECT FROM pg_catalog.generate_series(1, ?)";
        }
        return insertInto() + (table.uniqueOnTarget() ? onConflict() + "DO NOTHING" : "");
    }

    /** Inserts rows in COPY's text format, all columns, whatever is there already. */
    String copy() {
        return "COPY " + name + " (" + join(allColumns(), this::quoted) + ") FROM STDIN";
    }

    /** As {@link #insert}, but overwrites rows whose key is there already. */
    String overwrite() {
        var settable = table.settable();
        return settable.length == 0 || !table.uniqueOnTarget()
                ? insert()
                : insertInto() + onConflict() + "DO UPDATE SET "
                        + join(settable, column -> quoted(column) + " = excluded." + quoted(column));
    }

    /**
     * Updates rows found by their key.
     *
     * @param set positions of the columns to set; parameters are these, then those of the key
     */
    String update(int[] set) {
        var values = concat(set, table.key());
        return "UPDATE " + rows + " AS t SET "
                + joinIndexed(set, (i, column) -> quoted(column) + " = " + value(i, column))
                + from(values.length) + " WHERE " + keyMatches(set.length);
    }

    /** Deletes rows found by their key; parameters are the key. */
    String delete() {
        return "DELETE FROM " + rows + " AS t USING " + source(table.key().length) + " WHERE " + keyMatches(0);
    }

    /**
     * Sets columns that no UPDATE can set, identity columns that are always generated, by moving the rows in which they
     * differ: deletes them and inserts them again.
     *
     * @param set positions of these columns; parameters are these, then those of the key by which rows are found
     * @param targetColumns all columns of the target that are not computed
     */
    String move(int[] set, List<String> targetColumns) {
        var gone = IntStream.range(0, targetColumns.size())
                .mapToObj(i -> "t." + Sql.identifier(targetColumns.get(i)) + " AS old_" + i);
        var come = IntStream.range(0, set.length).mapToObj(i -> value(i, set[i]) + " AS new_" + i);
        var differs = IntStream.range(0, set.length)
                .mapToObj(i -> "t." + quoted(set[i]) + " IS DISTINCT FROM " + value(i, set[i]));
        return "WITH gone AS (DELETE FROM " + rows + " AS t USING " + source(set.length + table.key().length)
                + " WHERE " + keyMatches(set.length)
                + " AND (" + differs.collect(Collectors.joining(" OR ")) + ")"
                + " RETURNING " + Stream.concat(gone, come).collect(Collectors.joining(", "))
                + ") INSERT INTO " + name + " (" + Sql.identifiers(targetColumns) + ") OVERRIDING SYSTEM VALUE SELECT "
                + moved(set, targetColumns) + " FROM gone";
    }

    private String moved(int[] set, List<String> targetColumns) {
        var setNames = Arrays.stream(set)
                .mapToObj(column -> table.columns().get(column).name())
                .toList();
        return IntStream.range(0, targetColumns.size())
                .mapToObj(i -> {
                    var taken = setNames.indexOf(targetColumns.get(i));
                    return taken < 0 ? "gone.old_" + i : "gone.new_" + taken;
                })
                .collect(Collectors.joining(", "));
    }

    int[] allColumns() {
        return columns().toArray();
    }

    private IntStream columns() {
        return IntStream.range(0, table.columns().size());
    }

    private String insertInto() {
        var all = allColumns();
        return "INSERT INTO " + name + " (" + join(all, this::quoted) + ") OVERRIDING SYSTEM VALUE SELECT "
                + joinIndexed(all, this::value) + from(all.length);
    }

    private String onConflict() {
        return " ON CONFLICT (" + join(table.key(), this::quoted) + ") ";
    }

    private String keyMatches(int firstParameter) {
        var terms = IntStream.range(0, table.key().length).mapToObj(i -> {
            var column = table.key()[i];
            return "t." + quoted(column) + " " + table.columns().get(column).equality() + " "
                    + value(firstParameter + i, column);
        });
        return terms.collect(Collectors.joining(" AND "));
    }

    private String from(int parameters) {
        return " FROM " + source(parameters);
    }

    private static String source(int parameters) {
        return IntStream.range(0, parameters).mapToObj(i -> "?").collect(Collectors.joining(", ", "unnest(", ")"))
                + IntStream.range(0, parameters)
                        .mapToObj(i -> "c" + i)
                        .collect(Collectors.joining(", ", " AS v(", ")"));
    }

    private String value(int parameter, int column) {
        return "v.c" + parameter + "::" + table.columns().get(column).castType();
    }

    private String quoted(int column) {
        return Sql.identifier(table.columns().get(column).name());
    }

    private static String join(int[] columns, IntFunction<String> term) {
        return Arrays.stream(columns).mapToObj(term).collect(Collectors.joining(", "));
    }

    private static String joinIndexed(int[] columns, Term term) {
        return IntStream.range(0, columns.length)
                .mapToObj(i -> term.of(i, columns[i]))
                .collect(Collectors.joining(", "));
    }

    private static int[] concat(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    @FunctionalInterface
    private interface Term {
        String of(int parameter, int column);
    }
}
