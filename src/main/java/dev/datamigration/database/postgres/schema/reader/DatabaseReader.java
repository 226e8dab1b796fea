package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.ExtensionDefinition;
import dev.datamigration.database.postgres.schema.definition.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads schemas and extensions. */
public final class DatabaseReader {
    private static final String EXTENSIONS = """
            SELECT e.oid, e.extname, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
             WHERE e.extname <> 'plpgsql' ORDER BY e.extname
            """;
    private static final String SCHEMAS = """
            SELECT n.oid, n.nspname FROM pg_namespace n
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'datamigration')
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid
                                  AND d.deptype = 'e')
             ORDER BY n.nspname
            """;

    private DatabaseReader() {}

    public static List<ExtensionDefinition> extensions(Connection connection) throws SQLException {
        return Rows.read(
                connection,
                EXTENSIONS,
                row -> new ExtensionDefinition(row.getLong("oid"), row.getString("extname"), row.getString("nspname")));
    }

    public static List<SchemaName> schemas(Connection connection) throws SQLException {
        return Rows.read(connection, SCHEMAS, row -> new SchemaName(row.getLong("oid"), row.getString("nspname")));
    }
}
