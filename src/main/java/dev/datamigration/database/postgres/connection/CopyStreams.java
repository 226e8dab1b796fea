package dev.datamigration.database.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Opens the bulk streams of COPY, which are the driver's own and not JDBC's. Each is part of the open transaction. */
public final class CopyStreams {
    private CopyStreams() {}

    /** @param sql that copies from the client */
    public static CopyIn in(Connection connection, String sql) throws SQLException {
        return manager(connection).copyIn(sql);
    }

    /** @param sql that copies to the client */
    public static CopyOut out(Connection connection, String sql) throws SQLException {
        return manager(connection).copyOut(sql);
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
