package dev.datamigration.transfer.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What planning must know of the target.
 *
 * @param account that will own everything
 * @param bypassesRowSecurity whether row-level security never hides rows from that account
 */
record TargetFacts(int majorVersion, String account, boolean bypassesRowSecurity) {

    static TargetFacts read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        SELECT current_user, rolsuper OR rolbypassrls FROM pg_catalog.pg_roles
                         WHERE rolname = current_user
                        """)) {
            result.next();
            return new TargetFacts(
                    connection.getMetaData().getDatabaseMajorVersion(), result.getString(1), result.getBoolean(2));
        }
    }
}
