package dev.datamigration.database.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Sets where a session looks for names without a schema; a path is written as {@code SET search_path} takes it. */
public final class SearchPath {
    private SearchPath() {}

    /** Until the transaction that is open ends. */
    public static void ofTransaction(Connection connection, String path) throws SQLException {
        set(connection, path, true);
    }

    /** For as long as the session lasts. */
    public static void ofSession(Connection connection, String path) throws SQLException {
        set(connection, path, false);
    }

    private static void set(Connection connection, String path, boolean local) throws SQLException {
        SqlStatement.of(connection, "SELECT pg_catalog.set_config('search_path', ?, ?)")
                .with(path, local)
                .exists();
    }
}
