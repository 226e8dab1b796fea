package dev.datamigration.database.postgres.schema.creation;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.SchemaItem;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whether the target has an object that was refused or is not planned, made by hand or by an attempt of ours. */
final class Presence {
    private final Server target;
    private final RunScope scope;
    private final Connection connection;

    /** @param connection to the target, not in autocommit mode */
    Presence(Server target, RunScope scope, Connection connection) {
        this.target = target;
        this.scope = scope;
        this.connection = connection;
    }

    boolean of(NotCarried left) {
        return of(left.existsQuery(), left.searchPath(), left.key());
    }

    boolean of(SchemaItem item) {
        return of(item.existsQuery(), item.searchPath(), item.key());
    }

    /** What its name is made of may well be missing: then it is not there. */
    private boolean of(String existsQuery, String searchPath, SchemaItem.Key key) {
        return !existsQuery.equals(SchemaItem.NEVER_THERE)
                && SqlWork.call(target, scope, "looking for " + key.display(), () -> {
                    try {
                        return ask(existsQuery, searchPath);
                    } catch (SQLException e) {
                        if (Refusals.isOfServer(e, target.access())) {
                            throw e;
                        }
                        connection.rollback();
                        return false;
                    }
                });
    }

    private boolean ask(String existsQuery, String searchPath) throws SQLException {
        SearchPath.ofTransaction(connection, searchPath);
        var there = SqlStatement.of(connection, existsQuery).isTrue();
        connection.rollback();
        return there;
    }
}
