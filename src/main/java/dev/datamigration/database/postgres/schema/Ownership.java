package dev.datamigration.database.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * What is not carried of privileges, in numbers.
 *
 * @param otherOwners relations and functions that do not belong to the account that reads
 * @param withGrants relations and functions that have grants
 */
public record Ownership(long otherOwners, long withGrants) {
    private static final String SQL = """
            SELECT count(*) FILTER (WHERE owner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)) AS other_owners,
                   count(*) FILTER (WHERE acl IS NOT NULL) AS with_grants
              FROM (SELECT oid, relowner AS owner, relacl AS acl FROM pg_class
                    UNION ALL SELECT oid, proowner, proacl FROM pg_proc) o
             WHERE o.oid = ANY (?)
            """;

    static Ownership read(Connection connection, Collection<Long> oids) throws SQLException {
        return Rows.read(
                        connection,
                        SQL,
                        oids,
                        row -> new Ownership(row.getLong("other_owners"), row.getLong("with_grants")))
                .stream()
                .findFirst()
                .orElse(new Ownership(0, 0));
    }
}
