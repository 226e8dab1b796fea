package dev.datamigration.transfer.switchover.round;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.capability.Database;
import java.sql.Connection;

/** Says where connections for short work come from, and what becomes of them after it. */
public interface SessionSource {
    /** One is opened for each piece of work, and closed after it. */
    SessionSource EACH_ITS_OWN = new SessionSource() {
        @Override
        public Connection take(Database database, RunScope scope) {
            return database.server().open(scope, "switchover");
        }

        @Override
        public void giveBack(Database database, RunScope scope, Connection connection) {
            scope.close(connection);
        }
    };

    /**
     * A connection in autocommit mode that nobody else uses.
     *
     * @throws dev.datamigration.failure.FailureException if the database cannot be reached
     */
    Connection take(Database database, RunScope scope);

    /** The work ended well, and the connection is as it was taken. */
    void giveBack(Database database, RunScope scope, Connection connection);
}
