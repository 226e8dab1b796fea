package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.schema.TableCode;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Says what code that an account runs gains by it.
 *
 * @param account its name
 * @param superuser whether it may do everything
 * @param more whether it may do more than work with what belongs to roles it is a member of: make roles, read or write
 *     all data, or what managed services let their administrators do
 */
public record AccountPower(String account, boolean superuser, boolean more) {
    private static final String POWER = """
            SELECT rolname, rolsuper, rolsuper OR rolcreaterole OR EXISTS (
                     SELECT FROM pg_catalog.pg_roles p
                      WHERE p.rolname IN ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files',
                                          'pg_read_all_data', 'pg_write_all_data', 'rds_superuser', 'cloudsqlsuperuser',
                                          'alloydbsuperuser', 'azure_pg_admin')
                        AND pg_catalog.pg_has_role(r.oid, p.oid, 'MEMBER')) AS more
              FROM pg_catalog.pg_roles r WHERE rolname = CURRENT_USER
            """;

    /** Returns whether the account of a connection may do more than work with what belongs to roles it is a member of. */
    public static boolean doesMore(Connection connection) throws SQLException {
        return SqlStatement.of(connection, POWER).one(row -> row.getBoolean(3));
    }

    static AccountPower of(CheckedDatabase database) {
        return database.one(POWER, row -> new AccountPower(row.getString(1), row.getBoolean(2), row.getBoolean(3)));
    }

    /**
     * The code that would gain something.
     *
     * @param owners of everything that the account works with
     */
    List<TableCode> gaining(List<TableCode> code, Set<String> owners) {
        return code.stream()
                .filter(one -> !(one.owner().equals(account) && !superuser))
                .filter(one -> more || owners.stream().anyMatch(owner -> !owner.equals(one.owner())))
                .toList();
    }
}
