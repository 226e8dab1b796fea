package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.switchover.SwitchoverSupport;
import java.sql.Connection;

/** One of the two databases, through a connection in autocommit mode that stays open. */
public record OpenSide(Database database, RunScope scope, Connection connection) {

    /**
     * Asks the database something.
     *
     * @throws dev.datamigration.failure.FailureException if it refuses, or does not answer
     */
    public <T> T ask(ServerSession.Query<T> query) {
        return SqlWork.call(database.server(), scope, "looking at the database", () -> query.read(connection));
    }

    /** Sets the longest time a statement may take from now on. */
    public void limitStatements(int seconds) {
        SqlWork.run(
                database.server(),
                scope,
                "preparing a session",
                () -> database.server().limitStatements(connection, seconds));
    }

    /** Returns what it can do for a move. */
    public SwitchoverSupport support() {
        return database.switchover();
    }
}
