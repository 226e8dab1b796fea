package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Counts the copies of rows by their hash; reads the whole table for it, once for all suspects together. */
final class KeylessSuspectReader {
    private final HashedTable table;

    KeylessSuspectReader(HashedTable table) {
        this.table = table;
    }

    /** One observation for each suspect, in their order, all of one snapshot. */
    List<RowObservation> look(Connection connection, List<List<String>> suspects) throws SQLException {
        var hashes = suspects.stream().map(suspect -> suspect.get(0)).collect(Collectors.joining(","));
        var sql = """
                SELECT h1, h2, count(*), sum(hashtextextended(version COLLATE "C", 0)), min(place)
                FROM (%s) AS hashed WHERE h1 = ANY ('{%s}') GROUP BY h1, h2
                """.formatted(
                        table.hashed(
                                "%1$s AS place, %1$s || t.xmin::text AS version"
                                        .formatted(table.extent().place()),
                                table.only(),
                                "true"),
                        hashes);
        var found = new HashMap<List<String>, RowObservation>();
        SqlStatement.of(connection, sql).list(row -> {
            var key = List.of(row.getString(1), row.getString(2));
            return found.put(
                    key, new RowObservation(row.getString(3), row.getString(4), row.getLong(3), key, row.getString(5)));
        });
        return suspects.stream()
                .map(suspect -> found.getOrDefault(suspect, RowObservation.ABSENT))
                .toList();
    }
}
