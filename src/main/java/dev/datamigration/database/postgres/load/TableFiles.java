package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of tables, and ranges of their blocks as SQL, for queries that call the table {@code t}. */
final class TableFiles {
    /** The first version that reads a range of blocks without reading the whole table. */
    private static final int FIRST_WITH_RANGE_SCAN = 14;

    /** Of other access methods it is not known where they keep a row. */
    private static final String FILES = """
            SELECT c.oid, pg_catalog.pg_relation_filenode(c.oid)::bigint FROM pg_catalog.pg_class c
             WHERE c.oid = ANY (?) AND c.relkind = 'r' AND c.relam = 2 AND pg_catalog.pg_relation_filenode(c.oid) > 0
            """;

    private TableFiles() {}

    static Map<TableName, Long> read(Connection source, Collection<DataTable> tables) throws SQLException {
        if (tables.isEmpty() || source.getMetaData().getDatabaseMajorVersion() < FIRST_WITH_RANGE_SCAN) {
            return Map.of();
        }
        var names = tables.stream().collect(Collectors.toMap(DataTable::oid, DataTable::name));
        return SqlStatement.of(source, FILES)
                .with(SqlStatement.array("oid", List.copyOf(names.keySet())))
                .map(row -> Map.entry(names.get(row.getLong(1)), row.getLong(2)));
    }

    /** The condition that a row lies in the range of blocks. */
    static String within(ChunkRange range) {
        var lower = range.lower() == null ? "true" : "t.ctid >= " + start(range.lower());
        var upper = range.upper() == null ? "true" : "t.ctid < " + start(range.upper());
        return lower + " AND " + upper;
    }

    /** The condition that a row lies in one of the ranges. */
    static String within(List<ChunkRange> ranges) {
        return ranges.stream().map(range -> "(" + within(range) + ")").collect(Collectors.joining(" OR "));
    }

    private static String start(List<String> block) {
        return "'(%d,0)'::pg_catalog.tid".formatted(ChunkRange.blockOf(block));
    }
}
