package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.reader.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The schema public, which a database has from the beginning.
 *
 * @param owner null where there is no such schema
 * @param everybodys privileges that every role has on it, by the server's words
 */
public record PublicSchema(String owner, Set<String> everybodys) {
    private static final String SQL = """
            SELECT pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
                   ARRAY(SELECT a.privilege_type
                           FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a
                          WHERE a.grantee = 0) AS everybodys
              FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public'
            """;

    public PublicSchema {
        everybodys = Set.copyOf(everybodys);
    }

    public static PublicSchema read(Connection connection) throws SQLException {
        List<PublicSchema> found = Rows.read(
                connection,
                SQL,
                row -> new PublicSchema(row.getString("owner"), Set.copyOf(Rows.texts(row, "everybodys"))));
        return found.isEmpty() ? new PublicSchema(null, Set.of()) : found.get(0);
    }
}
