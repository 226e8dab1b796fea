package dev.datamigration.database.postgres.schema.reader;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Short ways to read catalog rows. */
public final class Rows {
    private Rows() {}

    @FunctionalInterface
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    public static <T> List<T> read(Connection connection, String sql, Mapper<T> mapper) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return collect(result, mapper);
        }
    }

    /** For a query with one parameter, an array of OIDs. */
    public static <T> List<T> read(Connection connection, String sql, Collection<Long> oids, Mapper<T> mapper)
            throws SQLException {
        if (oids.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("oid", oids.toArray()));
            try (var result = statement.executeQuery()) {
                return collect(result, mapper);
            }
        }
    }

    private static <T> List<T> collect(ResultSet result, Mapper<T> mapper) throws SQLException {
        var rows = new ArrayList<T>();
        while (result.next()) {
            rows.add(mapper.map(result));
        }
        return rows;
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
