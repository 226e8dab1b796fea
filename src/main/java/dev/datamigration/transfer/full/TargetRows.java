package dev.datamigration.transfer.full;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows of a table on the target. Nothing here begins or ends a transaction. */
final class TargetRows {
    private TargetRows() {}

    /** Deletes all of them. */
    static void deleteAll(Connection target, LoadTable table) throws SQLException {
        try (var statement = target.createStatement()) {
            statement.execute(deletion(target, table));
        }
    }

    /** {@code DELETE FROM … AS t}. A partitioned table stands for its partitions, any other only for itself. */
    static String deletion(Connection target, LoadTable table) throws SQLException {
        var name = table.table().target().quoted();
        try (var statement = target.prepareStatement(
                "SELECT relkind = 'p' FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                var partitioned = result.next() && result.getBoolean(1);
                return "DELETE FROM " + (partitioned ? "" : "ONLY ") + name + " AS t";
            }
        }
    }
}
