package dev.datamigration.database.postgres.sql;

import dev.datamigration.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;

/** Does work in a transaction of its own: all of it, or nothing. */
public final class OneTransaction {
    private OneTransaction() {}

    /** @param connection in autocommit mode, as it is again afterwards */
    public static void run(Connection connection, SqlWork.Action work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            undo(connection, e);
            throw e;
        }
    }

    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
