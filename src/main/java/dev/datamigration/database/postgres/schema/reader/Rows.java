package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Short ways to read catalog rows. */
public final class Rows {
    private Rows() {}

    public static <T> List<T> read(Connection connection, String sql, SqlStatement.RowReader<T> reader)
            throws SQLException {
        return SqlStatement.of(connection, sql).list(reader);
    }

    /** For a query with one parameter, an array of OIDs. */
    public static <T> List<T> read(
            Connection connection, String sql, Collection<Long> oids, SqlStatement.RowReader<T> reader)
            throws SQLException {
        return oids.isEmpty()
                ? List.of()
                : SqlStatement.of(connection, sql)
                        .with(SqlStatement.array("oid", oids))
                        .list(reader);
    }

    /** An array of text; empty for null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    /** An array of bigint; empty for null. */
    static List<Long> longs(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((Long[]) array.getArray());
    }

    static Long nullableLong(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    public static boolean flag(ResultSet row, String column) throws SQLException {
        return row.getBoolean(column);
    }
}
