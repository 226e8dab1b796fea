package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be read of a table under an older snapshot. */
public enum TableState {
    /** It has rows, or may have. */
    Readable,
    /** It has none. */
    Empty,
    /** It was truncated or rewritten since the snapshot, and looks empty. */
    Rewritten,
    /** It was dropped, or something else has its name. */
    Gone;

    /**
     * The column is as of the snapshot, the functions as of now. A table without a page holds no row that the snapshot sees:
     * none that it sees can have been removed.
     */
    private static final String LOOK = """
            SELECT named.oid, pg_catalog.to_regclass(named.name)::oid IS NOT DISTINCT FROM named.oid AS here,
                   c.relfilenode = pg_catalog.pg_relation_filenode(named.oid) AS unchanged,
                   c.relam = 2 AND pg_catalog.pg_relation_size(named.oid) = 0 AS empty
              FROM ROWS FROM (pg_catalog.unnest(?::oid[]), pg_catalog.unnest(?::text[])) named(oid, name)
              LEFT JOIN pg_catalog.pg_class c ON c.oid = named.oid
            """;

    /** @param connection in a transaction that sees the snapshot, and has the tables locked */
    public static Map<Long, TableState> byOid(Connection connection, Collection<DataTable> tables) throws SQLException {
        var oids = SqlStatement.array("oid", tables.stream().map(DataTable::oid).toList());
        var names = SqlStatement.array(
                "text", tables.stream().map(table -> Sql.quoted(table.name())).toList());
        return SqlStatement.of(connection, LOOK)
                .with(oids, names)
                .list(row -> Map.entry(row.getLong("oid"), of(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static TableState of(ResultSet row) throws SQLException {
        var unchanged = row.getObject("unchanged", Boolean.class);
        if (!row.getBoolean("here") || unchanged == null) {
            return Gone;
        }
        if (!unchanged) {
            return Rewritten;
        }
        return row.getBoolean("empty") ? Empty : Readable;
    }
}
