package dev.datamigration.database.postgres.replay;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;

/**
 * What a table or view of the target looks like to the transaction that is open, as its search path prints it.
 *
 * @param columns by name
 * @param constraints by name: whether each is validated
 * @param indexes by name: its comment, or empty
 * @param parent whose partition it is, or null
 */
record TargetShape(
        String kind,
        String comment,
        Map<String, Column> columns,
        Map<String, Boolean> constraints,
        Map<String, String> indexes,
        TableName parent) {

    /** A column; what is not set is null. */
    record Column(
            String type, boolean notNull, String defaultValue, String identity, boolean generated, String comment) {}

    private static final String RELATION = """
            SELECT c.oid, c.relkind::text, pg_catalog.obj_description(c.oid, 'pg_class'), pn.nspname, p.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
              LEFT JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
              LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm')
            """;

    private static final String COLUMNS = """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
                   nullif(a.attidentity::text, ''), a.attgenerated <> '', pg_catalog.col_description(a.attrelid, a.attnum)
              FROM pg_catalog.pg_attribute a
              LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = ?::bigint::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String CONSTRAINTS =
            "SELECT conname, convalidated FROM pg_catalog.pg_constraint WHERE conrelid = ?::bigint::pg_catalog.oid";

    private static final String INDEXES = """
            SELECT i.relname, coalesce(pg_catalog.obj_description(i.oid, 'pg_class'), '')
              FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
             WHERE x.indrelid = ?::bigint::pg_catalog.oid
            """;

    /** Null where there is none. */
    static TargetShape read(Connection connection, TableName name) throws SQLException {
        return SqlStatement.of(connection, RELATION)
                .with(name.schema(), name.table())
                .first(row -> {
                    var oid = row.getLong(1);
                    return new TargetShape(
                            row.getString(2),
                            row.getString(3),
                            columns(connection, oid),
                            SqlStatement.of(connection, CONSTRAINTS)
                                    .with(oid)
                                    .map(found -> new SimpleEntry<>(found.getString(1), found.getBoolean(2))),
                            SqlStatement.of(connection, INDEXES)
                                    .with(oid)
                                    .map(found -> new SimpleEntry<>(found.getString(1), found.getString(2))),
                            row.getString(4) == null ? null : new TableName(row.getString(4), row.getString(5)));
                })
                .orElse(null);
    }

    private static Map<String, Column> columns(Connection connection, long oid) throws SQLException {
        return SqlStatement.of(connection, COLUMNS)
                .with(oid)
                .map(row -> new SimpleEntry<>(
                        row.getString(1),
                        new Column(
                                row.getString(2),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6),
                                row.getString(7))));
    }
}
