package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.capability.Database;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Short work on one database.
 *
 * @param connections where it gets one that nobody else uses meanwhile
 */
public record ServerSession(Database database, RunScope scope, SessionSource connections) {

    /** Each piece of work on a connection of its own. */
    public ServerSession(Database database, RunScope scope) {
        this(database, scope, SessionSource.EACH_ITS_OWN);
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Query<T> {
        T read(Connection connection) throws SQLException;
    }

    /** Work on a connection that ends in nothing. */
    @FunctionalInterface
    public interface Change {
        void make(Connection connection) throws SQLException;
    }

    /**
     * On a connection in autocommit mode.
     *
     * @param doing what is being done, as a gerund phrase
     * @throws dev.datamigration.failure.FailureException if the server refuses it
     */
    public <T> T ask(String doing, Query<T> query) {
        var server = database.server();
        var connection = connections.take(database, scope);
        T answer;
        try {
            answer = SqlWork.call(server, scope, doing, () -> query.read(connection));
        } catch (RuntimeException | Error e) {
            scope.close(connection);
            throw e;
        }
        connections.giveBack(database, scope, connection);
        return answer;
    }

    /** As {@link #ask}, for what gives no answer. */
    public void make(String doing, Change change) {
        ask(doing, connection -> {
            change.make(connection);
            return null;
        });
    }

    /** In one transaction that only the task's current worker can commit; the database must hold its checkpoints. */
    public void remember(String doing, Change change) {
        make(doing, connection -> database.fence().transaction(connection, scope, () -> change.make(connection)));
    }
}
