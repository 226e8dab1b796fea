package dev.datamigration.database.postgres.replication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.jdbc.PgConnection;

/**
 * Puts a {@link GuardedSocket} before the driver's reading end. The driver offers no limit for what COPY sends, and no
 * way to its stream after TLS was agreed; so the stream is taken from where the driver keeps it.
 */
final class StreamGuard {
    private StreamGuard() {}

    /** Must come while the connection is idle. Returns what the driver reads from then on. */
    static GuardedSocket install(Connection connection, long widestRow) throws SQLException {
        try {
            var stream = stream(connection.unwrap(PgConnection.class));
            var guarded = new GuardedSocket(stream.getSocket(), widestRow);
            stream.changeSocket(guarded);
            return guarded;
        } catch (IOException e) {
            throw new SQLException("the connection was lost", "08006", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the driver keeps its stream elsewhere", e);
        }
    }

    private static PGStream stream(PgConnection connection) throws ReflectiveOperationException {
        var field = QueryExecutorBase.class.getDeclaredField("pgStream");
        field.setAccessible(true);
        return (PGStream) field.get(connection.getQueryExecutor());
    }
}
