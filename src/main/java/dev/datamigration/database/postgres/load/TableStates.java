package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TableState;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks what can be read of tables under a snapshot. */
final class TableStates {
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

    private TableStates() {}

    /** @param connection in a transaction that sees the snapshot, and has the tables locked */
    static Map<LoadTable, TableState> of(Connection connection, Collection<LoadTable> tables) throws SQLException {
        var oids = SqlStatement.array(
                "oid", tables.stream().map(table -> table.table().oid()).toList());
        var names = SqlStatement.array(
                "text", tables.stream().map(table -> Sql.quoted(table.name())).toList());
        var states =
                SqlStatement.of(connection, LOOK).with(oids, names).map(row -> Map.entry(row.getLong("oid"), of(row)));
        return tables.stream()
                .collect(Collectors.toMap(
                        Function.identity(), table -> states.get(table.table().oid())));
    }

    private static TableState of(ResultSet row) throws SQLException {
        var unchanged = row.getObject("unchanged", Boolean.class);
        if (!row.getBoolean("here") || unchanged == null) {
            return TableState.Gone;
        }
        if (!unchanged) {
            return TableState.Rewritten;
        }
        return row.getBoolean("empty") ? TableState.Empty : TableState.Readable;
    }
}
