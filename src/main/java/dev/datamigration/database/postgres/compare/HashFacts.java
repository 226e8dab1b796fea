package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says what decides how a server hashes.
 *
 * @param encoding of the database
 * @param probe the server's own hash of a fixed text. It is the same from version 13 to 18, but depends on the
 *     machine's byte order.
 */
public record HashFacts(String encoding, long probe) {
    public static HashFacts read(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT current_setting('server_encoding'),"
                                + " hashtextextended('a text of more than twelve bytes' COLLATE \"C\", 1)")
                .one(row -> new HashFacts(row.getString(1), row.getLong(2)));
    }
}
