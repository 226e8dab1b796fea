package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what is set on the database that a connection leads to. */
public final class DatabaseSettings {
    private static final String SQL = """
            SELECT r.rolname, coalesce(r.rolsuper, false) AS superuser, split_part(c.setting, '=', 1) AS name,
                   substr(c.setting, strpos(c.setting, '=') + 1) AS value
              FROM pg_catalog.pg_db_role_setting s
              JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase AND d.datname = pg_catalog.current_database()
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
             CROSS JOIN LATERAL unnest(s.setconfig) c(setting)
             ORDER BY 1 NULLS FIRST, 3
            """;

    private DatabaseSettings() {}

    public static List<DatabaseSetting> read(Connection connection) throws SQLException {
        return Rows.read(
                connection,
                SQL,
                row -> new DatabaseSetting(
                        row.getString("rolname"),
                        row.getBoolean("superuser"),
                        row.getString("name"),
                        row.getString("value")));
    }
}
