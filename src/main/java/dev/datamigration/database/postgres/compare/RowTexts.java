package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.database.postgres.compare.hash.RowDigest;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the values of single rows as text, to be written on the other side; never a value of a row that is too wide. */
final class RowTexts {
    private final HashedTable table;
    private final long mostBytes;

    /** @param mostBytes the widest row whose values are read */
    RowTexts(HashedTable table, long mostBytes) {
        this.table = table;
        this.mostBytes = mostBytes;
    }

    /**
     * The row of a suspect; empty where it is there no more.
     *
     * @param suspect its key, or its hash where there is no key
     * @param seen where it was last seen on this side; only needed without a key
     */
    public Optional<RowText> read(Connection connection, List<String> suspect, RowObservation seen)
            throws SQLException {
        return SqlStatement.of(connection, sql(from(suspect, seen))).first(row -> {
            var values = new ArrayList<String>();
            for (var i = 0; i < table.columns().size(); i++) {
                values.add(row.getString(i + 2));
            }
            return new RowText(values, row.getLong(1) > mostBytes);
        });
    }

    private String sql(String from) {
        var texts = table.columns().stream()
                .map(column ->
                        // as the type prints it: a cast to text may be somebody's own function
                        "CASE WHEN w.bytes <= %1$d AND num_nonnulls(%2$s) = 1 THEN format('%%s', %2$s) END"
                                .formatted(mostBytes, RowDigest.reference(column)))
                .collect(Collectors.joining(", "));
        return "SELECT w.bytes%s FROM %s CROSS JOIN LATERAL (%s) AS w LIMIT 1"
                .formatted(texts.isEmpty() ? "" : ", " + texts, from, width());
    }

    private String from(List<String> suspect, RowObservation seen) {
        if (!table.key().isEmpty()) {
            return "(SELECT * FROM %s WHERE %s) AS t"
                    .formatted(
                            table.only(),
                            table.keyEquals(i -> HashedTable.literal(table.key().get(i), suspect.get(i))));
        }
        var extent = table.extent();
        var at = extent.at(List.of(seen.place()));
        var hashed = table.hashed(extent.place() + " AS place", table.only(), at);
        return "(SELECT t.* FROM %s JOIN (%s) AS hashed ON %s = hashed.place WHERE %s AND h1 = %s AND h2 = %s) AS t"
                .formatted(table.only(), hashed, extent.place(), at, suspect.get(0), suspect.get(1));
    }

    /** Values are only unpacked to be measured once their stored form is known to be small. */
    private String width() {
        var stored = sum("pg_column_size(%s)");
        var text = sum("octet_length(format('%%s', %s))");
        return "SELECT CASE WHEN %s > %d THEN %d ELSE %s END AS bytes"
                .formatted(stored, mostBytes, mostBytes + 1, text);
    }

    private String sum(String measure) {
        return table.columns().stream()
                .map(column -> "coalesce(" + measure.formatted(RowDigest.reference(column)) + "::bigint, 0)")
                .collect(Collectors.joining(" + ", "0::bigint + ", " + 0"));
    }
}
