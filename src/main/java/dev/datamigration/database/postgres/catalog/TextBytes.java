package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The bytes of text in an SQL_ASCII database, where each is a character of its own, as SQL. */
record TextBytes() implements InvalidBytes {
    private static final Set<String> TEXT = Set.of("text", "character varying", "bpchar");

    private static final String BEYOND_ASCII = "[\\u0080-\\u00ff]";

    /** Table 3-7 of the Unicode standard: well-formed UTF-8. */
    private static final String VALID = "^([\\u0001-\\u007f]|[\\u00c2-\\u00df][\\u0080-\\u00bf]"
            + "|\\u00e0[\\u00a0-\\u00bf][\\u0080-\\u00bf]|[\\u00e1-\\u00ec\\u00ee\\u00ef][\\u0080-\\u00bf]{2}"
            + "|\\u00ed[\\u0080-\\u009f][\\u0080-\\u00bf]|\\u00f0[\\u0090-\\u00bf][\\u0080-\\u00bf]{2}"
            + "|[\\u00f1-\\u00f3][\\u0080-\\u00bf]{3}|\\u00f4[\\u0080-\\u008f][\\u0080-\\u00bf]{2})*$";

    @Override
    public boolean anyIn(Connection connection, DataTable table, Column column) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT 1 FROM %s WHERE %s LIMIT 1"
                                .formatted(TableExtent.of(table).sql(), invalid(column)))
                .exists();
    }

    @Override
    public String remedy(DataTable table, Column column) {
        return "The rows: SELECT %s FROM %s WHERE %s; if their bytes are LATIN1, run %s"
                .formatted(
                        InvalidBytes.key(table),
                        TableExtent.of(table).sql(),
                        invalid(column),
                        correction(table, column));
    }

    /** The condition that the column's text is no valid UTF8. */
    private static String invalid(Column column) {
        var text = "%s::text COLLATE \"C\"".formatted(Sql.identifier(column.name()));
        return "%1$s ~ '%2$s' AND %1$s !~ '%3$s'".formatted(text, BEYOND_ASCII, VALID);
    }

    /** Takes each byte for a character of LATIN1; never fails. */
    private static String correction(DataTable table, Column column) {
        var name = Sql.identifier(column.name());
        var type = TEXT.contains(column.castType()) ? "" : "::" + column.castType();
        return "UPDATE %s SET %s = convert_from(convert(convert_to(%s::text, 'SQL_ASCII'), 'LATIN1', 'UTF8'), 'SQL_ASCII')%s WHERE %s;"
                .formatted(TableExtent.of(table).sql(), name, name, type, invalid(column));
    }
}
