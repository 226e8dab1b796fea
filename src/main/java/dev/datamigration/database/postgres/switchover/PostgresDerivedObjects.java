package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.switchover.DerivedObjects;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Foreign keys that are NOT VALID, and materialised views. */
final class PostgresDerivedObjects implements DerivedObjects {
    private static final String UNCHECKED = """
            SELECT n.nspname, c.relname, k.conname
              FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE k.contype = 'f' AND NOT k.convalidated AND c.oid = ANY (?)
             ORDER BY 1, 2, 3
            """;

    private static final String POPULATED = """
            SELECT schemaname, matviewname FROM pg_catalog.pg_matviews WHERE ispopulated
            """;

    private static final String ALL = """
            SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid
            """;

    @Override
    public List<UncheckedForeignKey> uncheckedForeignKeys(Connection connection, Collection<DataTable> tables)
            throws SQLException {
        var oids = tables.stream().flatMap(table -> table.relations().stream()).toList();
        return SqlStatement.of(connection, UNCHECKED)
                .with(SqlStatement.array("oid", oids))
                .list(row -> unchecked(new TableName(row.getString(1), row.getString(2)), row.getString(3)));
    }

    private static UncheckedForeignKey unchecked(TableName table, String name) {
        return new UncheckedForeignKey(
                table,
                name,
                "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(Sql.quoted(table), Sql.identifier(name)));
    }

    @Override
    public List<TableName> materializedViews(Connection connection) throws SQLException {
        return views(connection, ALL);
    }

    @Override
    public List<TableName> populatedViews(Connection connection) throws SQLException {
        return views(connection, POPULATED);
    }

    private static List<TableName> views(Connection connection, String sql) throws SQLException {
        return SqlStatement.of(connection, sql).list(row -> new TableName(row.getString(1), row.getString(2)));
    }

    @Override
    public String refreshing(TableName view) {
        return "REFRESH MATERIALIZED VIEW " + Sql.quoted(view);
    }
}
