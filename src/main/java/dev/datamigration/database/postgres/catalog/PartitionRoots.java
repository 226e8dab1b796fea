package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(ROOTS)) {
            var roots = new ArrayList<TableName>();
            while (result.next()) {
                var root = new TableName(result.getString(1), result.getString(2));
                if (filter.includes(root)) {
                    roots.add(root);
                }
            }
            return roots;
        }
    }
}
