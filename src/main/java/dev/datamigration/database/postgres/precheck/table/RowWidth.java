package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out how wide rows are once they are out of the table: uncompressed. */
final class RowWidth {
    /** More than any compression of PostgreSQL's gains: pglz and lz4 both stay below 256 to 1. */
    private static final long MOST_COMPRESSION = 256;

    /** Types whose {@code octet_length} is known without reading TOAST. */
    private static final Set<String> LENGTH_IN_HEADER = Set.of("text", "character varying", "bytea");

    private RowWidth() {}

    /** Returns whether the table's TOAST could hold a row of that many bytes. */
    static boolean mayExceed(DataTable table, long bytes) {
        return table.toastBytes() > bytes / MOST_COMPRESSION;
    }

    /** The bytes of the widest row, as one number; 0 for an empty table. */
    static String query(DataTable table, long most) {
        return "SELECT coalesce(max(%s), 0) FROM %s"
                .formatted(
                        sum(table.copiedColumns(), most), TableExtent.of(table).sql());
    }

    private static String sum(List<Column> columns, long most) {
        var suspicious = most / MOST_COMPRESSION / Math.max(1, columns.size());
        return columns.stream()
                .map(column -> "coalesce(" + width(column, suspicious) + ", 0)::bigint")
                .collect(Collectors.joining(" + ", "0::bigint + ", ""));
    }

    /**
     * Of other types only values that may be compressed and wide are turned into text, which uncompresses them.
     *
     * @param suspicious stored bytes from which on a value's own width can matter to whether the row is too wide
     */
    private static String width(Column column, long suspicious) {
        var name = Sql.identifier(column.name());
        return LENGTH_IN_HEADER.contains(column.castType())
                ? "pg_catalog.octet_length(%s)".formatted(name)
                : "CASE WHEN pg_catalog.pg_column_size(%1$s) > %2$d THEN pg_catalog.octet_length(%1$s::text) ELSE pg_catalog.pg_column_size(%1$s) END"
                        .formatted(name, suspicious);
    }
}
