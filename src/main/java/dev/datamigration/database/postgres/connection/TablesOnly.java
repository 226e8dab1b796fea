package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps a session from reading anything but tables: whoever owns one could put a view in its place, whose functions would run
 * with the rights of whoever reads it by its name. The server can refuse that since the minor releases of August 2024.
 */
public final class TablesOnly {
    private static final String REFUSE =
            "SELECT " + SessionSettings.setIfKnown("restrict_nonsystem_relation_kind", "view, foreign-table");

    private TablesOnly() {}

    /** From now on the session reads no views and foreign tables but those of the system, where the server can refuse to. */
    public static void read(Connection session) throws SQLException {
        SqlStatement.execute(session, REFUSE);
    }
}
