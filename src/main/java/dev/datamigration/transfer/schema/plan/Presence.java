package dev.datamigration.transfer.schema.plan;

import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the target has an object that was refused or is not planned, made by hand or by an attempt of ours. */
public final class Presence {
    private final Run run;
    private final Connection connection;

    /** @param connection to the target, not in autocommit mode */
    public Presence(Run run, Connection connection) {
        this.run = run;
        this.connection = connection;
    }

    public boolean of(NotCarried left) {
        return of(left.existsQuery(), left.searchPath(), left.key());
    }

    public boolean of(SchemaItem item) {
        return of(item.existsQuery(), item.searchPath(), item.key());
    }

    /** What its name is made of may well be missing: then it is not there. */
    private boolean of(String existsQuery, String searchPath, SchemaItem.Key key) {
        try {
            try {
                return ask(existsQuery, searchPath);
            } catch (SQLException e) {
                if (Refusals.isOfServer(e, run.target().access())) {
                    throw e;
                }
                connection.rollback();
                return false;
            }
        } catch (SQLException e) {
            run.scope().throwIfCancelled();
            throw PostgresFailures.of(e, run.target().access(), "looking for " + key.display());
        }
    }

    private boolean ask(String existsQuery, String searchPath) throws SQLException {
        setSearchPath(connection, searchPath);
        try (var statement = verbatim(connection);
                var result = statement.executeQuery(existsQuery)) {
            result.next();
            var there = result.getBoolean(1);
            connection.rollback();
            return there;
        }
    }

    /** For the transaction that is open. */
    public static void setSearchPath(Connection connection, String searchPath) throws SQLException {
        try (var path = connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
            path.setString(1, searchPath);
            path.execute();
        }
    }

    /** What stands in braces in a function's body is no JDBC escape. */
    public static Statement verbatim(Connection connection) throws SQLException {
        var statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }
}
