package dev.datamigration.database.postgres.sql;

import dev.datamigration.database.ByteText;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Quoting, so that names and values never become SQL by accident. */
public final class Sql {
    private Sql() {}

    /** A quoted identifier. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code "schema"."table"}. */
    public static String quoted(TableName name) {
        return identifier(name.schema()) + "." + identifier(name.table());
    }

    /** A list of quoted identifiers, separated by commas. */
    public static String identifiers(Collection<String> names) {
        return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }

    /** A string literal, correct whatever {@code standard_conforming_strings} says. */
    public static String literal(String value) {
        var doubled = value.replace("'", "''");
        if (ByteText.hasBytes(value)) {
            return " E'" + ByteText.escaped(doubled.replace("\\", "\\\\")) + "'";
        }
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** A statement as it can be sent: the driver sends its text as UTF-8, whatever the session speaks. */
    public static String statement(String sql) {
        return ByteText.hasBytes(sql)
                ? "DO $bytes$ BEGIN EXECUTE pg_catalog.convert_from('\\x%s', 'SQL_ASCII'); END $bytes$"
                        .formatted(HexFormat.of().formatHex(ByteText.encode(sql)))
                : sql;
    }
}
