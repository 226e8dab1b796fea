package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.transfer.full.table.LoadTable;
import java.util.stream.Collectors;

/** The two ends of a copy. */
public final class CopySql {
    private CopySql() {}

    /** @param condition on the table, which it calls {@code t} */
    public static String out(LoadTable table, String condition) {
        var columns = table.columnNames().stream()
                .map(name -> "t." + Sql.identifier(name))
                .collect(Collectors.joining(", "));
        return "COPY (SELECT %s FROM %s AS t WHERE %s) TO STDOUT (FORMAT %s)"
                .formatted(
                        columns,
                        TableExtent.of(table.table()).sql(),
                        condition,
                        table.format().keyword());
    }

    public static String in(LoadTable table) {
        var columns = table.columns().isEmpty() ? "" : " (" + Sql.identifiers(table.columnNames()) + ")";
        return "COPY %s%s FROM STDIN (FORMAT %s)"
                .formatted(
                        Sql.quoted(table.table().target()),
                        columns,
                        table.format().keyword());
    }
}
