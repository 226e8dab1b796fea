package dev.datamigration.database.postgres.sql;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One SQL statement with its parameters, and the one way to run it. Nothing here begins or ends a transaction.
 *
 * @param connection that it runs on
 * @param sql with a {@code ?} for each parameter
 * @param parameters in their order; null, texts, numbers, truth values, {@link Instant instants}, {@link #text
 *     untyped texts} and {@link #array arrays}
 */
public record SqlStatement(Connection connection, String sql, List<Object> parameters) {

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record ArrayParameter(String type, Object[] elements) {}

    private record UntypedText(String value) {}

    /** A statement without parameters. */
    public static SqlStatement of(Connection connection, String sql) {
        return new SqlStatement(connection, sql, List.of());
    }

    /** The same statement with these parameters in place of any it had. */
    public SqlStatement with(Object... values) {
        return new SqlStatement(connection, sql, Arrays.asList(values));
    }

    /**
     * A parameter that is an array.
     *
     * @param type of the elements, as PostgreSQL names it
     * @param elements none of them an array itself
     */
    public static Object array(String type, Collection<?> elements) {
        // Strings alone go byte by byte, see ByteSession
        return new ArrayParameter(type, type.equals("text") ? elements.toArray(String[]::new) : elements.toArray());
    }

    /**
     * A parameter whose type the server infers from where it is used, such as that of the column that it is written to.
     *
     * @param value may be null
     */
    public static Object text(String value) {
        return new UntypedText(value);
    }

    /** A parameter: the schemas of these tables, in their order. */
    public static Object schemas(Collection<TableName> tables) {
        return array("text", tables.stream().map(TableName::schema).toList());
    }

    /** A parameter: the names of these tables without their schemas, in their order. */
    public static Object names(Collection<TableName> tables) {
        return array("text", tables.stream().map(TableName::table).toList());
    }

    /** A column of a row that is a time; null where it is. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** As {@link #instant(ResultSet, int)}, of a column by its name. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row, row.findColumn(column));
    }

    /** Every row of a query. */
    public <T> List<T> list(RowReader<T> reader) throws SQLException {
        try (var statement = prepared();
                var result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    /** Every row of a query, each of which has another key. */
    public <K, V> Map<K, V> map(RowReader<Map.Entry<K, V>> reader) throws SQLException {
        return list(reader).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Says what is done with one row. */
    @FunctionalInterface
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /**
     * Shows every row of a query that may have more than memory holds.
     *
     * @param fetched how many rows are read at once; only within a transaction
     */
    public void each(int fetched, RowVisitor visitor) throws SQLException {
        try (var statement = prepared()) {
            statement.setFetchSize(fetched);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    visitor.visit(result);
                }
            }
        }
    }

    /** The first row of a query; empty where it has none. */
    public <T> Optional<T> first(RowReader<T> reader) throws SQLException {
        try (var statement = prepared();
                var result = statement.executeQuery()) {
            return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
        }
    }

    /**
     * The only row of a query that has one.
     *
     * @throws java.util.NoSuchElementException if it has none
     */
    public <T> T one(RowReader<T> reader) throws SQLException {
        return first(reader).orElseThrow();
    }

    /** Returns whether a query has any row. */
    public boolean exists() throws SQLException {
        return first(row -> true).isPresent();
    }

    /** The truth value that is the only one of a query. */
    public boolean isTrue() throws SQLException {
        return one(row -> row.getBoolean(1));
    }

    /** Changes rows, and says how many. */
    public int update() throws SQLException {
        try (var statement = prepared()) {
            return statement.executeUpdate();
        }
    }

    /**
     * Runs the statement once for each item, in one batch.
     *
     * @param parameters of an item, in their order
     */
    public <T> void batch(Collection<T> items, Function<T, Object[]> parameters) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (var item : items) {
                bind(statement, Arrays.asList(parameters.apply(item)));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Runs one statement or several that take no parameters and whose results do not matter. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false); // braces in it mean themselves
            statement.execute(sql);
        }
    }

    /** As {@link #execute}, but what stands in braces, as in a function's body, is no escape for the driver. */
    public static void executeVerbatim(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private PreparedStatement prepared() throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof ArrayParameter array) {
            statement.setArray(index, connection.createArrayOf(array.type(), array.elements()));
        } else if (value instanceof UntypedText text) {
            statement.setObject(index, text.value(), Types.OTHER);
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else {
            statement.setObject(index, value);
        }
    }
}
