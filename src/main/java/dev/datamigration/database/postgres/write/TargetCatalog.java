package dev.datamigration.database.postgres.write;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.RowFilters;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The target's tables, read at first need and again when one is missing. */
final class TargetCatalog implements AutoCloseable {
    private final PostgresServer server;
    private final RunScope scope;
    private final Connection connection;
    private Connection altering;
    private Map<TableName, DataTable> tables = Map.of();

    TargetCatalog(PostgresServer server, RunScope scope) {
        this.server = server;
        this.scope = scope;
        this.connection = server.open(scope, "apply-catalog");
    }

    /** From now on as this connection sees it; null goes back to a connection of its own. All is read anew. */
    void within(Connection open) {
        altering = open;
        tables = Map.of();
    }

    boolean isAltering() {
        return altering != null;
    }

    private Connection connection() {
        return altering == null ? connection : altering;
    }

    /** The table of this name on the target. */
    Optional<DataTable> table(TableName name) {
        if (!tables.containsKey(name)) {
            tables = readAll();
        }
        return Optional.ofNullable(tables.get(name));
    }

    /** As {@link #table}, but as it is now. */
    Optional<DataTable> reread(TableName name) {
        tables = readAll();
        return Optional.ofNullable(tables.get(name));
    }

    private Map<TableName, DataTable> readAll() {
        return call(() -> {
            var found = new HashMap<TableName, DataTable>();
            DataTables.read(connection(), ObjectFilter.EVERYTHING).forEach(table -> found.put(table.name(), table));
            return found;
        });
    }

    /** Returns what else the apply must know of a table. */
    TargetTraits traits(DataTable table) {
        return call(() -> TargetTraits.read(connection(), table.oid()));
    }

    /** A table of the target with the rows alone that a condition means. */
    DataTable meant(DataTable table, RowCondition rows) {
        return call(() -> table.with(RowFilters.of(connection, Side.Target, table, rows)));
    }

    /** Returns how the target spells a built-in type; these have the same OIDs everywhere. */
    String builtInType(int typeOid, int typeModifier) {
        return spelling(
                "SELECT pg_catalog.format_type(?::bigint::pg_catalog.oid, ?)",
                Integer.toUnsignedLong(typeOid),
                typeModifier);
    }

    /** Returns how the target spells a type of its own, or null if it has none of that name. */
    String namedType(String qualifiedName, int typeModifier) {
        return spelling(
                "SELECT pg_catalog.format_type(pg_catalog.to_regtype(?)::pg_catalog.oid, ?)",
                qualifiedName,
                typeModifier);
    }

    private String spelling(String sql, Object... parameters) {
        var spelling = new String[1];
        call(() -> SqlStatement.of(connection(), sql).with(parameters).list(row -> spelling[0] = row.getString(1)));
        return spelling[0];
    }

    private <T> T call(SqlWork.Call<T> work) {
        return SqlWork.call(server, scope, "reading the catalog", work);
    }

    @Override
    public void close() {
        scope.close(connection);
    }
}
