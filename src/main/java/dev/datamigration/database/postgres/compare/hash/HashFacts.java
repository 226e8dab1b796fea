package dev.datamigration.database.postgres.compare.hash;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says what decides how a server hashes.
 *
 * @param encoding of the database
 * @param probe the server's own hash of fixed values of all types that are hashed as they are. It is the same from version 13 to
 *     18, but depends on the machine's byte order.
 */
public record HashFacts(String encoding, long probe) {
    public static HashFacts read(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT current_setting('server_encoding'), " + fixedHash())
                .one(row -> new HashFacts(row.getString(1), row.getLong(2)));
    }

    private static String fixedHash() {
        var hash = HashedType.TEXT.hash("'a text of more than twelve bytes'", "1", 1);
        hash = HashedType.INTEGER.hash("(-81985529216486895)", hash, 2);
        hash = HashedType.NARROW.hash("1", hash, 3);
        hash = HashedType.NUMERIC.hash("(-98765.43210)", hash, 4);
        hash = HashedType.FLOAT.hash("1767225600.000001::double precision", hash, 5);
        hash = HashedType.CHARACTER.hash("'blanks   '::bpchar", hash, 6);
        hash = HashedType.BYTES.hash("ARRAY['\\x00ff0102030405060708090a0b0c'::bytea]", hash, 7);
        return HashedType.UUID.hash("'01234567-89ab-cdef-fedc-ba9876543210'::uuid", hash, 8);
    }
}
