package dev.datamigration.database.postgres;

import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.LogPositions;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.postgres.checkpoint.PostgresCheckpoints;
import dev.datamigration.database.postgres.connection.PostgresServer;

/** PostgreSQL as a run meets it: where its servers are opened, and where a task's checkpoints are kept. */
public final class PostgresDatabase {
    private PostgresDatabase() {}

    /** @param contact is told of every connection */
    public static PostgresServer open(DatabaseAccess access, Contact contact) {
        return new PostgresServer(access, contact);
    }

    /**
     * Returns what a task remembers in the database that it writes to.
     *
     * @param read positions of the log of the database that is read
     */
    public static CheckpointStore checkpoints(String taskId, LogPositions read) {
        return new PostgresCheckpoints(taskId, read);
    }
}
