package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements on one row of a table without a key: of all rows equal to the old one in every column, any one is taken.
 * Equal means that the texts are equal; equality of the type is asked for as well, so that an index can be used.
 */
final class KeylessSql {
    private final PostgresBoundTable table;
    private final String rows;

    KeylessSql(PostgresBoundTable table) {
        this.table = table;
        this.rows = table.targetExtent().sql();
    }

    /** Parameters, each an array of one text, are all values of the new row, then of the old row those that {@link #matched} gives. */
    String update(Tuple old) {
        return "UPDATE " + rows + " SET "
                + columns().mapToObj(i -> quoted(i) + " = " + value(i)).collect(Collectors.joining(", "))
                + " WHERE " + oneRow(old);
    }

    /** Parameters are those of the old row that {@link #matched} gives. */
    String delete(Tuple old) {
        return "DELETE FROM " + rows + " WHERE " + oneRow(old);
    }

    /** Positions of the values of the old row to bind, in order. */
    int[] matched(Tuple old) {
        return columns()
                .filter(i -> !old.isNull(i))
                .flatMap(i -> hasEquality(i) ? IntStream.of(i, i) : IntStream.of(i))
                .toArray();
    }

    private String oneRow(Tuple old) {
        var terms = new ArrayList<String>();
        columns().forEach(i -> {
            if (old.isNull(i)) {
                terms.add("o." + quoted(i) + " IS NULL");
                return;
            }
            if (hasEquality(i)) {
                terms.add("o." + quoted(i) + " " + equality(i) + " " + value(i));
            }
            terms.add("o." + quoted(i) + "::pg_catalog.text COLLATE \"C\" = " + value(i) + "::pg_catalog.text");
        });
        var found = " FROM " + rows + " AS o WHERE " + (terms.isEmpty() ? "true" : String.join(" AND ", terms))
                + " LIMIT 1)";
        return table.targetExtent().inPartitions()
                ? "(tableoid, ctid) = (SELECT o.tableoid, o.ctid" + found
                : "ctid = ANY (ARRAY(SELECT o.ctid" + found + ")";
    }

    private IntStream columns() {
        return IntStream.range(0, table.columns().size());
    }

    private boolean hasEquality(int column) {
        return equality(column) != null;
    }

    private String equality(int column) {
        return table.columns().get(column).equality();
    }

    private String value(int column) {
        return "(?::pg_catalog.text[])[1]::" + table.columns().get(column).castType();
    }

    private String quoted(int column) {
        return Sql.identifier(table.columns().get(column).name());
    }
}
