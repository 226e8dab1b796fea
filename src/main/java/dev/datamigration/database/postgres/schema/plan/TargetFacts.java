package dev.datamigration.database.postgres.schema.plan;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Holds what planning must know of the target.
 *
 * @param account that makes everything
 * @param bypassesRowSecurity whether row-level security never hides rows from that account
 * @param roles by name
 * @param database the one that gets everything
 */
public record TargetFacts(
        int majorVersion,
        String account,
        boolean bypassesRowSecurity,
        Map<String, TargetRole> roles,
        TargetDatabase database) {
    /** Version from which on being a member does not mean that one may become the role. */
    private static final int SET_OPTION_SINCE = 16;

    private static final String ACCOUNT = """
            SELECT current_user, rolsuper OR rolbypassrls FROM pg_catalog.pg_roles
             WHERE rolname = current_user
            """;

    private static final String ROLES = """
            SELECT rolname, rolsuper,
                   pg_catalog.pg_has_role(oid, 'USAGE') AND pg_catalog.pg_has_role(oid, '%s')
              FROM pg_catalog.pg_roles
            """;

    public TargetFacts {
        roles = Map.copyOf(roles);
    }

    public static TargetFacts read(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        var roles = roles(connection, version);
        var database = TargetDatabase.read(connection);
        return SqlStatement.of(connection, ACCOUNT)
                .one(row -> new TargetFacts(version, row.getString(1), row.getBoolean(2), roles, database));
    }

    /** Returns whether the account is a superuser. */
    public boolean superuser() {
        return roles.get(account).superuser();
    }

    /** Every role of the server. */
    static Map<String, TargetRole> roles(Connection connection, int version) throws SQLException {
        return SqlStatement.of(connection, ROLES.formatted(version >= SET_OPTION_SINCE ? "SET" : "MEMBER"))
                .list(row -> new TargetRole(row.getString(1), row.getBoolean(2), row.getBoolean(3)))
                .stream()
                .collect(toMap(TargetRole::name, identity()));
    }
}
