package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.RowFilter;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lets the server say which of some rows a condition means: only the columns that it reads are sent. */
final class MeantRows {
    private final StatementCache statements;

    MeantRows(StatementCache statements) {
        this.statements = statements;
    }

    BitSet of(PostgresBoundTable table, List<Tuple> rows) throws SQLException {
        var positions = positions(table);
        if (rows.stream().anyMatch(row -> IntStream.of(positions).anyMatch(row::isUnchanged))) {
            throw ApplyFailures.conditionNotInLog(table);
        }
        var statement = statements.get(sql(table, positions));
        for (var i = 0; i < positions.length; i++) {
            statements.bind(statement, i + 1, rows, positions[i]);
        }
        var meant = new BitSet(rows.size());
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                meant.set(result.getInt(1) - 1);
            }
        } finally {
            statement.clearParameters();
        }
        return meant;
    }

    private static int[] positions(PostgresBoundTable table) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.rows()
                        .columns()
                        .containsKey(table.columns().get(i).name()))
                .toArray();
    }

    private static String sql(PostgresBoundTable table, int[] positions) {
        var filter = table.rows();
        var names = IntStream.of(positions)
                .mapToObj(i -> table.columns().get(i).name())
                .toList();
        var number = free(filter);
        var values = IntStream.range(0, names.size())
                .mapToObj(i -> "v.c%d::%s AS %s"
                        .formatted(i, filter.columns().get(names.get(i)), Sql.identifier(names.get(i))))
                .collect(Collectors.joining(", "));
        return "SELECT r.%1$s FROM (SELECT v.number AS %1$s, %2$s FROM unnest(%3$s) WITH ORDINALITY AS v(%4$s, number)) AS r WHERE %5$s"
                .formatted(
                        number,
                        values,
                        names.stream().map(name -> "?").collect(Collectors.joining(", ")),
                        IntStream.range(0, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")),
                        filter.condition());
    }

    /** A name that no column of the condition has. */
    private static String free(RowFilter filter) {
        var name = "number";
        while (filter.columns().containsKey(name)) {
            name += "_";
        }
        return Sql.identifier(name);
    }
}
