package dev.datamigration.database.postgres.write;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the source's catalog says now, which may be later than the change that is applied. Connects when asked. */
final class SourceCatalog {
    private final PostgresServer server;
    private final RunScope scope;
    private final ObjectFilter filter;
    private final Map<TableName, DataTable> tables;
    private Map<TableName, DataTable> newer = Map.of();

    SourceCatalog(PostgresServer server, RunScope scope, ObjectFilter filter) {
        this.server = server;
        this.scope = scope;
        this.filter = filter;
        this.tables = read();
    }

    private Map<TableName, DataTable> read() {
        return connected(connection -> {
            var found = new HashMap<TableName, DataTable>();
            DataTables.read(connection, filter).forEach(table -> found.put(table.name(), table));
            return found;
        });
    }

    /** The key of a table that was there when the run began; empty if it has none. */
    List<String> key(TableName table) {
        return tables.containsKey(table) ? tables.get(table).key() : List.of();
    }

    /**
     * Makes sure that every condition on rows still goes by the name of a table: whoever has renamed one has left its rows without.
     *
     * @throws FailureException SourceSchemaChanged
     */
    void checkConditions() {
        for (var name : filter.tablesInPart()) {
            if (!tables.containsKey(name)
                    && tables.values().stream().noneMatch(table -> name.equals(table.partitionRoot()))) {
                throw new FailureException(
                        new Failure(
                                FailureCode.SourceSchemaChanged,
                                Side.Source,
                                "Table %s on the source has a condition in spec.objects.rows, and is not there any more."
                                        .formatted(name),
                                "If it was renamed, give it back its name; if it was dropped, name it in spec.objects.exclude. Then resume."));
            }
        }
    }

    /** The outermost partitioned table that a table belongs to; null where it belongs to none, or is gone. */
    TableName root(TableName table) {
        if (!tables.containsKey(table) && !newer.containsKey(table)) {
            newer = read();
        }
        var known = tables.getOrDefault(table, newer.get(table));
        return known == null ? null : known.partitionRoot();
    }

    /** A type's name, quoted, with the schema it has on the target; empty if the type is gone. */
    Optional<String> typeName(int oid) {
        return connected(connection -> SqlStatement.of(connection, """
                        SELECT n.nspname, t.typname FROM pg_catalog.pg_type t
                          JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                         WHERE t.oid = ?::bigint::pg_catalog.oid
                        """)
                .with(Integer.toUnsignedLong(oid))
                .first(row -> Sql.identifier(filter.targetSchemaOf(row.getString(1))) + "."
                        + Sql.identifier(row.getString(2))));
    }

    /** The column's definition as it is now; empty if there is no such column any more. */
    Optional<SourceColumn> column(int relationOid, String name) {
        return connected(connection -> SqlStatement.of(connection, """
                        SELECT a.atttypid::bigint, a.atttypmod, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                          FROM pg_catalog.pg_attribute a
                          LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                         WHERE a.attrelid = ?::bigint::pg_catalog.oid AND a.attname = ? AND NOT a.attisdropped
                        """)
                .with(Integer.toUnsignedLong(relationOid), name)
                .first(row -> new SourceColumn((int) row.getLong(1), row.getInt(2), row.getString(3))));
    }

    /** Of a partition, {@code PARTITION OF … FOR VALUES …} as it would be written on the target; else empty. */
    Optional<String> partitionClause(int relationOid) {
        return connected(connection -> SqlStatement.of(connection, """
                        SELECT n.nspname, p.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid)
                          FROM pg_catalog.pg_class c
                          JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
                          JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                          JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
                         WHERE c.oid = ?::bigint::pg_catalog.oid AND c.relispartition
                        """)
                .with(Integer.toUnsignedLong(relationOid))
                .first(row -> {
                    var parent = filter.targetOf(new TableName(row.getString(1), row.getString(2)));
                    return "PARTITION OF " + Sql.quoted(parent) + " " + row.getString(3);
                }));
    }

    private <T> T connected(Query<T> query) {
        var connection = server.open(scope, "apply-catalog");
        try {
            return SqlWork.call(server, scope, "reading the catalog", () -> query.ask(connection));
        } finally {
            scope.close(connection);
        }
    }

    /** @param defaultExpression or null */
    record SourceColumn(int typeOid, int typeModifier, String defaultExpression) {}

    @FunctionalInterface
    private interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }
}
