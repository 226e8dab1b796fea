package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the source's catalog says now, which may be later than the change that is applied. Connects when asked. */
public final class SourceCatalog {
    private final Run run;
    private final ObjectFilter filter;
    private final Map<TableName, List<String>> keys;

    public SourceCatalog(Run run, ObjectFilter filter) {
        this.run = run;
        this.filter = filter;
        this.keys = readKeys();
    }

    private Map<TableName, List<String>> readKeys() {
        return connected(connection -> {
            var found = new HashMap<TableName, List<String>>();
            DataTables.read(connection, filter).forEach(table -> found.put(table.name(), table.key()));
            return found;
        });
    }

    /** The key of a table that was there when the run began; empty if it has none. */
    List<String> key(TableName table) {
        return keys.getOrDefault(table, List.of());
    }

    /** A type's name, quoted, with the schema it has on the target; empty if the type is gone. */
    Optional<String> typeName(int oid) {
        return connected(connection -> {
            try (var statement = connection.prepareStatement("""
                    SELECT n.nspname, t.typname FROM pg_catalog.pg_type t
                      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                     WHERE t.oid = ?::bigint::pg_catalog.oid
                    """)) {
                statement.setLong(1, Integer.toUnsignedLong(oid));
                try (var result = statement.executeQuery()) {
                    return result.next()
                            ? Optional.of(Sql.identifier(filter.targetSchemaOf(result.getString(1))) + "."
                                    + Sql.identifier(result.getString(2)))
                            : Optional.empty();
                }
            }
        });
    }

    /** The column's definition as it is now; empty if there is no such column any more. */
    Optional<SourceColumn> column(int relationOid, String name) {
        return connected(connection -> {
            try (var statement = connection.prepareStatement("""
                    SELECT a.atttypid::bigint, a.atttypmod, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                      FROM pg_catalog.pg_attribute a
                      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                     WHERE a.attrelid = ?::bigint::pg_catalog.oid AND a.attname = ? AND NOT a.attisdropped
                    """)) {
                statement.setLong(1, Integer.toUnsignedLong(relationOid));
                statement.setString(2, name);
                try (var result = statement.executeQuery()) {
                    return result.next()
                            ? Optional.of(
                                    new SourceColumn((int) result.getLong(1), result.getInt(2), result.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }

    /** Of a partition, {@code PARTITION OF … FOR VALUES …} as it would be written on the target; else empty. */
    Optional<String> partitionClause(int relationOid) {
        return connected(connection -> {
            try (var statement = connection.prepareStatement("""
                    SELECT n.nspname, p.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid)
                      FROM pg_catalog.pg_class c
                      JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
                      JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                      JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
                     WHERE c.oid = ?::bigint::pg_catalog.oid AND c.relispartition
                    """)) {
                statement.setLong(1, Integer.toUnsignedLong(relationOid));
                try (var result = statement.executeQuery()) {
                    if (!result.next()) {
                        return Optional.empty();
                    }
                    var parent = filter.targetOf(new TableName(result.getString(1), result.getString(2)));
                    return Optional.of("PARTITION OF " + Sql.quoted(parent) + " " + result.getString(3));
                }
            }
        });
    }

    private <T> T connected(Query<T> query) {
        var connection = run.source().open(run.scope(), "apply-catalog");
        try {
            return SqlWork.call(run.source(), run.scope(), "reading the catalog", () -> query.ask(connection));
        } finally {
            run.scope().close(connection);
        }
    }

    /** @param defaultExpression or null */
    record SourceColumn(int typeOid, int typeModifier, String defaultExpression) {}

    @FunctionalInterface
    private interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }
}
