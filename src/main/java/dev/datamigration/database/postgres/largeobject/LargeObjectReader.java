package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.database.postgres.schema.LargeObjectRights;
import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Reads large objects; their content is hashed on the server, piece by piece. */
final class LargeObjectReader {
    /** Bytes that are read and written at once. */
    static final int PIECE = 1 << 20;

    private static final int PAGE = 200;

    private static final String SQL = """
            WITH page AS MATERIALIZED (SELECT m.oid, m.lomowner, m.lomacl FROM pg_catalog.pg_largeobject_metadata m WHERE %s)
            SELECT p.oid::bigint AS oid, s.bytes, d.digest, pg_catalog.obj_description(p.oid, 'pg_largeobject') AS comment,
                   pg_catalog.pg_get_userbyid(p.lomowner) AS owner, coalesce(r.rolsuper, false) AS superuser,
                   p.lomacl IS NOT NULL AS explicit
              FROM page p
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = p.lomowner
             CROSS JOIN LATERAL (SELECT pg_catalog.lo_lseek64(pg_catalog.lo_open(p.oid, 262144), 0, 2) AS bytes OFFSET 0) s
             CROSS JOIN LATERAL (
                   SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.string_agg(
                            pg_catalog.sha256(pg_catalog.lo_get(p.oid, n * %d, %d)), ''::bytea ORDER BY n)), 'hex') AS digest
                     FROM pg_catalog.generate_series(0::bigint, (s.bytes - 1) / %d) n) d
             ORDER BY p.oid
            """;
    private static final String AFTER = query("m.oid > (?)::oid ORDER BY m.oid LIMIT " + PAGE);
    private static final String AMONG = query("m.oid::bigint = ANY (?)");

    private static final String GRANTS = """
            SELECT r.rolname, a.privilege_type, a.is_grantable
              FROM pg_catalog.pg_largeobject_metadata m, LATERAL pg_catalog.aclexplode(m.lomacl) a
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
             WHERE m.oid = (?)::oid AND a.grantee <> m.lomowner AND (a.grantee = 0 OR r.oid IS NOT NULL)
             ORDER BY 1 NULLS FIRST, 2, 3
            """;

    private LargeObjectReader() {}

    private static String query(String which) {
        return SQL.formatted(which, PIECE, PIECE, PIECE);
    }

    /** Returns how many there are. */
    static long count(Connection connection) throws SQLException {
        return SqlStatement.of(connection, LargeObjectRights.COUNT).one(row -> row.getLong(1));
    }

    /** Some of those with a greater OID, in the order of OIDs; empty if there is none. */
    static List<LargeObject> after(Connection connection, long oid) throws SQLException {
        return read(SqlStatement.of(connection, AFTER).with(oid));
    }

    /** Those of these OIDs that are there. */
    static List<LargeObject> among(Connection connection, Collection<Long> oids) throws SQLException {
        return read(SqlStatement.of(connection, AMONG).with(SqlStatement.array("bigint", oids)));
    }

    /** Returns which of these OIDs are there. */
    static Set<Long> existing(Connection connection, Collection<Long> oids) throws SQLException {
        return Set.copyOf(SqlStatement.of(
                        connection,
                        "SELECT oid::bigint FROM pg_catalog.pg_largeobject_metadata WHERE oid::bigint = ANY (?)")
                .with(SqlStatement.array("bigint", oids))
                .list(row -> row.getLong(1)));
    }

    private static List<LargeObject> read(SqlStatement statement) throws SQLException {
        return statement.list(row -> {
            var oid = row.getLong("oid");
            var explicit = row.getBoolean("explicit");
            return new LargeObject(
                    oid,
                    row.getLong("bytes"),
                    row.getString("digest"),
                    row.getString("comment"),
                    new AccessRights(
                            row.getString("owner"),
                            row.getBoolean("superuser"),
                            explicit,
                            explicit ? grants(statement.connection(), oid) : List.of()));
        });
    }

    private static List<Grant> grants(Connection connection, long oid) throws SQLException {
        return SqlStatement.of(connection, GRANTS)
                .with(oid)
                .list(row -> new Grant(row.getString(1), null, row.getString(2), row.getBoolean(3)));
    }

    /** At most {@link #PIECE} bytes from there on. */
    static byte[] piece(Connection connection, long oid, long offset) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.lo_get((?)::oid, ?, " + PIECE + ")")
                .with(oid, offset)
                .one(row -> row.getBytes(1));
    }
}
