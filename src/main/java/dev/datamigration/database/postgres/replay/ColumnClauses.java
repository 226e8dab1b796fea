package dev.datamigration.database.postgres.replay;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.regex.Pattern;

/** A column as a CREATE TABLE or an ALTER TABLE words it. */
final class ColumnClauses {
    private static final Pattern CONSTANT = Pattern.compile(
            "(?s)('([^']|'')*'|-?[0-9.]+|\\(-[0-9.]+\\)|true|false|NULL)(::[\\w .\"\\[\\]]+(\\([0-9, ]+\\))?[\\w .\"\\[\\]]*)?");

    private ColumnClauses() {}

    /** Name, type, default and so on, as the column is now. */
    static String whole(Described column) {
        return start(column) + generation(column) + (column.is("notNull") ? " NOT NULL" : "");
    }

    /** The same, with the value in place of the default which rows that were there have: it was worked out once. */
    static String withValueOfRows(Described column) {
        var value = column.text("missing");
        return value == null
                ? whole(column)
                : start(column) + " DEFAULT " + Sql.literal(value) + "::" + column.text("type")
                        + (column.is("notNull") ? " NOT NULL" : "");
    }

    private static String start(Described column) {
        var collation = column.text("collation");
        return Sql.identifier(column.name()) + " " + column.text("type")
                + (collation == null ? "" : " COLLATE " + collation);
    }

    private static String generation(Described column) {
        if (column.text("generated") != null) {
            return " GENERATED ALWAYS AS (" + column.text("generated") + ")"
                    + (column.is("stored") ? " STORED" : " VIRTUAL");
        }
        if (column.text("identity") != null) {
            return " GENERATED " + identity(column) + " AS IDENTITY";
        }
        return column.text("default") == null ? "" : " DEFAULT " + column.text("default");
    }

    static String identity(Described column) {
        return "a".equals(column.text("identity")) ? "ALWAYS" : "BY DEFAULT";
    }

    /** Returns whether each row that was there has another value, which nothing tells. */
    static boolean isComputedForEachRow(Described column) {
        var computed = column.text("identity") != null
                || column.text("default") != null
                        && !CONSTANT.matcher(column.text("default")).matches();
        return column.text("generated") == null && column.text("missing") == null && computed;
    }
}
