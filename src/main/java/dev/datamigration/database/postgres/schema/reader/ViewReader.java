package dev.datamigration.database.postgres.schema.reader;

import static java.util.stream.Collectors.groupingBy;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.ViewDefinition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads views and materialised views. */
public final class ViewReader {
    private static final String SQL = """
            SELECT c.oid, n.nspname, c.relname, c.relkind = 'm' AS materialized, c.relispopulated, c.reloptions,
                   rtrim(pg_get_viewdef(c.oid), E'; \\n') AS query, nullif(m.amname, 'heap') AS access_method, s.spcname
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_am m ON m.oid = c.relam
              LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
             WHERE c.oid = ANY (?)
             ORDER BY n.nspname, c.relname
            """;

    private ViewReader() {}

    public static List<ViewDefinition> read(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var columns =
                ColumnReader.read(connection, version, oids).stream().collect(groupingBy(ColumnDefinition::table));
        return Rows.read(
                connection,
                SQL,
                oids,
                row -> new ViewDefinition(
                        row.getLong("oid"),
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        Rows.flag(row, "materialized"),
                        Rows.flag(row, "relispopulated"),
                        Rows.texts(row, "reloptions"),
                        row.getString("query"),
                        columns.getOrDefault(row.getLong("oid"), List.of()),
                        row.getString("access_method"),
                        row.getString("spcname")));
    }
}
