package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads where sequences stand that were not used since they were made, restarted or set: {@code pg_sequence_last_value} is null
 * for those, so the sequences themselves are asked.
 */
public final class SequencePositions {
    private static final int AT_ONCE = 500;

    private SequencePositions() {}

    /**
     * Asks many at once, since a database can have thousands of them.
     *
     * @param sequences OID and name of those that the account may select from
     * @return by OID; a sequence that was used since the caller looked is told as called
     */
    public static Map<Long, SequencePosition> read(Connection connection, Map<Long, TableName> sequences)
            throws SQLException {
        var positions = new HashMap<Long, SequencePosition>();
        var all = new ArrayList<>(sequences.entrySet());
        for (var first = 0; first < all.size(); first += AT_ONCE) {
            readInto(positions, connection, all.subList(first, Math.min(all.size(), first + AT_ONCE)));
        }
        return positions;
    }

    private static void readInto(
            Map<Long, SequencePosition> positions, Connection connection, List<Map.Entry<Long, TableName>> sequences)
            throws SQLException {
        var sql = sequences.stream()
                .map(entry -> "SELECT %d, last_value, is_called FROM %s"
                        .formatted(entry.getKey(), Sql.quoted(entry.getValue())))
                .collect(Collectors.joining(" UNION ALL "));
        SqlStatement.of(connection, sql)
                .list(row -> positions.put(row.getLong(1), new SequencePosition(row.getLong(2), row.getBoolean(3))));
    }
}
