package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows of one table as the other side has them. Values travel as parameters, cast by the server to its types. */
public final class RowRepairs {
    private final HashedTable table;
    private final String name;

    /** @param table on the side that is written to */
    public RowRepairs(HashedTable table) {
        this.table = table;
        this.name = Sql.quoted(table.name());
    }

    /** Removes the rows at these places, which the caller has locked. */
    public int delete(Connection connection, List<String> places) throws SQLException {
        return places.isEmpty()
                ? 0
                : execute(
                        connection,
                        "DELETE FROM %s WHERE %s"
                                .formatted(table.only(), table.extent().at(places)));
    }

    /**
     * Removes rows that are still what they were seen to be; see {@link CopyPlaces}.
     *
     * @return how many they were
     */
    public int deleteVersions(Connection connection, List<String> versions) throws SQLException {
        var places = versions.stream()
                .map(version -> version.substring(0, version.indexOf(' ')))
                .toList();
        var extent = table.extent();
        var sql = "DELETE FROM %s WHERE %s AND %s || ' ' || t.xmin::text = ANY (%s)"
                .formatted(table.only(), extent.at(places), extent.place(), array(versions));
        return execute(connection, sql);
    }

    /**
     * Inserts copies of rows, in one round trip.
     *
     * @param rows values in the order of the table's columns
     * @param copies of each
     */
    public void insert(Connection connection, List<List<String>> rows, long copies) throws SQLException {
        try (var statement = connection.prepareStatement(insert(copies))) {
            for (var values : rows) {
                for (var i = 0; i < values.size(); i++) {
                    // an array, since the driver sends a text by itself as UTF-8 whatever it is
                    statement.setArray(i + 1, connection.createArrayOf("text", new String[] {values.get(i)}));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
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

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
