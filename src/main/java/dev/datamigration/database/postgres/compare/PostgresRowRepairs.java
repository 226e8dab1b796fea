package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowRepairs;
import dev.datamigration.database.compare.RowVersion;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values travel as parameters, cast by the server to its types. */
final class PostgresRowRepairs implements RowRepairs {
    private final HashedTable table;
    private final String name;

    PostgresRowRepairs(HashedTable table) {
        this.table = table;
        this.name = Sql.quoted(table.name());
    }

    @Override
    public List<RowVersion> lock(Connection connection, List<List<String>> keys) throws SQLException {
        return new RowVersions(table).lock(connection, keys);
    }

    @Override
    public int delete(Connection connection, List<String> places) throws SQLException {
        var sql = "DELETE FROM %s WHERE %s"
                .formatted(table.written(), table.extent().at(places));
        return places.isEmpty() ? 0 : SqlStatement.of(connection, sql).update();
    }

    /** A version is a place and the transaction that wrote what lies there. */
    @Override
    public Map<List<String>, List<String>> copies(Connection connection, List<List<String>> hashes)
            throws SQLException {
        var list = hashes.stream().map(hash -> hash.get(0)).collect(Collectors.joining(","));
        var sql = "SELECT h1, h2, version FROM (%s) AS hashed WHERE h1 = ANY ('{%s}')"
                .formatted(
                        table.hashed(
                                table.extent().place() + " || ' ' || t.xmin::text AS version", table.only(), "true"),
                        list);
        var places = new HashMap<List<String>, List<String>>();
        SqlStatement.of(connection, sql)
                .list(row -> places.computeIfAbsent(
                                List.of(row.getString(1), row.getString(2)), unknown -> new ArrayList<>())
                        .add(row.getString(3)));
        return places;
    }

    @Override
    public int deleteVersions(Connection connection, List<String> versions) throws SQLException {
        var places = versions.stream()
                .map(version -> version.substring(0, version.indexOf(' ')))
                .toList();
        var extent = table.extent();
        var sql = "DELETE FROM %s WHERE %s AND %s || ' ' || t.xmin::text = ANY (%s)"
                .formatted(table.written(), extent.at(places), extent.place(), array(versions));
        return SqlStatement.of(connection, sql).update();
    }

    @Override
    public void insert(Connection connection, List<List<String>> rows, long copies) throws SQLException {
        // arrays, since the driver sends a text by itself as UTF-8 whatever it is
        SqlStatement.of(connection, insert(copies))
                .batch(
                        rows,
                        values -> values.stream()
                                .map(value -> SqlStatement.array("text", Collections.singletonList(value)))
                                .toArray());
    }

    private String insert(long copies) {
        var columns = table.columns();
        if (columns.isEmpty()) {
            return "INSERT INTO %s SELECT FROM pg_catalog.generate_series(1, %d)".formatted(name, copies);
        }
        // one parameter for each value whatever the number of copies
        return "INSERT INTO %s (%s)%s SELECT %s FROM pg_catalog.generate_series(1, %d)"
                .formatted(
                        name,
                        Sql.identifiers(columns.stream().map(Column::name).toList()),
                        columns.stream().anyMatch(Column::identityAlways) ? " OVERRIDING SYSTEM VALUE" : "",
                        columns.stream()
                                .map(column -> "(?::pg_catalog.text[])[1]::" + column.castType())
                                .collect(Collectors.joining(", ")),
                        copies);
    }

    private static String array(List<String> texts) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}
