package dev.datamigration.database.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table, as part of the open transaction. */
public final class TableInput {
    private final CopyIn copy;

    private TableInput(CopyIn copy) {
        this.copy = copy;
    }

    /** @param sql that copies from the client */
    public static TableInput open(Connection connection, String sql) throws SQLException {
        return new TableInput(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
    }

    /** @param data whose first {@code length} bytes are written */
    public void write(byte[] data, int length) throws SQLException {
        copy.writeToCopy(data, 0, length);
    }

    /** Says how many rows the table has taken. */
    public long end() throws SQLException {
        return copy.endCopy();
    }
}
