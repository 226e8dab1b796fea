package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads the outermost partitioned tables, which hold no rows themselves and stand for all their partitions. */
public final class PartitionRoots {
    private static final String ROOTS = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'p' AND NOT c.relispartition AND c.relpersistence = 'p'
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                  AND d.deptype = 'e')
             ORDER BY 1, 2
            """;

    private PartitionRoots() {}

    /** Those that the filter includes, sorted by name. */
    public static List<TableName> read(Connection connection, ObjectFilter filter) throws SQLException {
        return SqlStatement.of(connection, ROOTS)
                .list(row -> new TableName(row.getString(1), row.getString(2)))
                .stream()
                .filter(filter::includes)
                .toList();
    }
}
