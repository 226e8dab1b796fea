package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how text that is no valid UTF8 is found in databases of some encoding. */
public sealed interface InvalidBytes permits TextBytes, Untranslatable {
    /** Values of all other types may hold text. */
    Set<String> WITHOUT_TEXT = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "money",
            "oid",
            "uuid",
            "boolean",
            "bytea",
            "bit",
            "bit varying",
            "date",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "pg_lsn");

    /** Returns how they are found in a database of this encoding, as PostgreSQL names it. */
    static InvalidBytes of(String encoding) {
        return encoding.equals("SQL_ASCII") ? new TextBytes() : new Untranslatable();
    }

    /** Returns whether values of the column may hold text at all. */
    static boolean mayBeIn(Column column) {
        return !WITHOUT_TEXT.contains(column.castType());
    }

    /** Returns whether any row of the table itself holds such text in the column; reads all of it. */
    boolean anyIn(Connection connection, DataTable table, Column column) throws SQLException;

    /** Returns how the rows are found, and what may be done about them. */
    String remedy(DataTable table, Column column);

    /** Columns that tell a row from others, separated by commas. */
    static String key(DataTable table) {
        return (table.hasKey() ? table.key() : List.of("ctid"))
                .stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }
}
