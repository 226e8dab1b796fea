package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds what sub-tasks have made by the names of it alone, so that it is found whoever remembers them.
 *
 * @param names a regular expression
 */
record SubTaskSlots(String names) {

    List<String> slots(Connection connection) throws SQLException {
        return find(
                connection,
                "SELECT slot_name FROM pg_catalog.pg_replication_slots WHERE slot_name ~ ?"
                        + " AND database = pg_catalog.current_database() ORDER BY 1");
    }

    List<String> publications(Connection connection) throws SQLException {
        return find(connection, "SELECT pubname FROM pg_catalog.pg_publication WHERE pubname ~ ? ORDER BY 1");
    }

    private List<String> find(Connection connection, String query) throws SQLException {
        return SqlStatement.of(connection, query).with(names).list(row -> row.getString(1));
    }
}
