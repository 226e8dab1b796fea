package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out which transactions may have written to a table and are not over. A transaction that writes holds a lock on the table
 * until after its commit can be seen, so one that is not among them and began before is seen by whoever looks next:
 * also one whose commit stands in the log while it waits for a standby.
 */
final class TableWriters {
    private static final String LOCKS = """
            SELECT virtualtransaction || ' ' || coalesce(pid::text, '') FROM pg_catalog.pg_locks
             WHERE locktype = 'relation' AND granted
               AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
               AND relation IN (SELECT %1$s::pg_catalog.regclass
                                UNION ALL SELECT relid FROM pg_catalog.pg_partition_tree(%1$s))
               AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            """;

    private TableWriters() {}

    /** Identifies each of them for as long as it lasts. */
    public static Set<String> read(Connection connection, TableName table) throws SQLException {
        return new HashSet<>(SqlStatement.of(connection, LOCKS.formatted(Sql.literal(Sql.quoted(table))))
                .list(row -> row.getString(1)));
    }
}
