package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.DataTable;
import java.util.stream.Collectors;

/** The two ends of a copy. */
final class CopySql {
    private CopySql() {}

    static String out(LoadTable table, RowSelection rows) {
        var columns = table.columnNames().stream()
                .map(name -> "t." + Sql.identifier(name))
                .collect(Collectors.joining(", "));
        return "COPY (SELECT %s FROM %s AS t WHERE %s) TO STDOUT (FORMAT %s)"
                .formatted(
                        columns,
                        TableExtent.of(table.table()).sql(),
                        meant(table.table(), condition(table, rows)),
                        CopyFormat.of(table).keyword());
    }

    private static String meant(DataTable table, String condition) {
        return table.inPart() ? condition + " AND (" + table.rows().condition() + ")" : condition;
    }

    private static String condition(LoadTable table, RowSelection rows) {
        if (!rows.inPart()) {
            return "true";
        }
        var key = PostgresTableKey.of(table);
        if (rows instanceof RowSelection.WithKeys some) {
            var within = table.byBlocks() ? TableFiles.within(some.ranges()) : key.within(some.ranges());
            return key.among(some.keys()) + " AND (" + within + ")";
        }
        var range = ((RowSelection.InRange) rows).range();
        return table.byBlocks() ? TableFiles.within(range) : key.within(range);
    }

    static String in(LoadTable table) {
        var columns = table.columns().isEmpty() ? "" : " (" + Sql.identifiers(table.columnNames()) + ")";
        return "COPY %s%s FROM STDIN (FORMAT %s)"
                .formatted(
                        Sql.quoted(table.table().target()),
                        columns,
                        CopyFormat.of(table).keyword());
    }
}
