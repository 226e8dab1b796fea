package dev.datamigration.database.postgres.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds where the copies of rows lie in a table without a key; reads the whole table for it, once for all of them. */
public final class CopyPlaces {
    private final HashedTable table;

    public CopyPlaces(HashedTable table) {
        this.table = table;
    }

    /**
     * Versions of the copies of rows, by hash: each a place and the transaction that wrote it, as
     * {@link RowRepairs#deleteVersions} takes them.
     *
     * @param hashes of the rows, both halves of each
     */
    public Map<List<String>, List<String>> read(Connection connection, List<List<String>> hashes) throws SQLException {
        var list = hashes.stream().map(hash -> hash.get(0)).collect(Collectors.joining(","));
        var sql = "SELECT h1, h2, version FROM (%s) AS hashed WHERE h1 = ANY ('{%s}')"
                .formatted(
                        table.hashed(
                                table.extent().place() + " || ' ' || t.xmin::text AS version", table.only(), "true"),
                        list);
        var places = new HashMap<List<String>, List<String>>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                places.computeIfAbsent(List.of(result.getString(1), result.getString(2)), unknown -> new ArrayList<>())
                        .add(result.getString(3));
            }
        }
        return places;
    }
}
