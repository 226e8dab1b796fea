package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The target's tables, read at first need and again when one is missing. */
public final class TargetCatalog implements AutoCloseable {
    private final Run run;
    private final Connection connection;
    private Map<TableName, DataTable> tables = Map.of();

    public TargetCatalog(Run run) {
        this.run = run;
        this.connection = SyncConnections.open(run.target(), run.scope(), "apply-catalog", opened -> {});
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
            DataTables.read(connection, ObjectFilter.EVERYTHING).forEach(table -> found.put(table.name(), table));
            return found;
        });
    }

    /** Returns what else the apply must know of a table. */
    TargetTraits traits(DataTable table) {
        return call(() -> TargetTraits.read(connection, table.oid()));
    }

    /** Returns how the target spells a built-in type; these have the same OIDs everywhere. */
    String builtInType(int typeOid, int typeModifier) {
        return oneText("SELECT pg_catalog.format_type(?::bigint::pg_catalog.oid, ?)", statement -> {
            statement.setLong(1, Integer.toUnsignedLong(typeOid));
            statement.setInt(2, typeModifier);
        });
    }

    /** Returns how the target spells a type of its own, or null if it has none of that name. */
    String namedType(String qualifiedName, int typeModifier) {
        return oneText("SELECT pg_catalog.format_type(pg_catalog.to_regtype(?)::pg_catalog.oid, ?)", statement -> {
            statement.setString(1, qualifiedName);
            statement.setInt(2, typeModifier);
        });
    }

    private String oneText(String sql, Parameters parameters) {
        return call(() -> {
            try (var statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                try (var result = statement.executeQuery()) {
                    result.next();
                    return result.getString(1);
                }
            }
        });
    }

    private <T> T call(SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), run.scope(), "reading the catalog", work);
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
