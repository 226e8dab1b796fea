package dev.datamigration.database.kind;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.LivenessBounds;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.capability.Pairing;
import dev.datamigration.database.postgres.PostgresDatabase;
import dev.datamigration.database.postgres.PostgresPairing;
import dev.datamigration.database.postgres.liveness.ConnectionWatch;
import dev.datamigration.database.postgres.replication.PostgresRemovalByHand;
import dev.datamigration.database.release.RemovalByHand;

/** Opens a database as its kind, and puts two of them together. */
public final class Databases {
    private Databases() {}

    /** @param contact is told of every connection */
    public static Database open(DatabaseAccess access, Contact contact) {
        return switch (access.type()) {
            case PostgreSQL -> new PostgresDatabase(access, contact);
        };
    }

    /** Sets how long silence is borne from now on, by all connections of this process to databases of every kind. */
    public static void watchConnections(LivenessBounds wanted) {
        ConnectionWatch.configure(wanted);
    }

    /**
     * Puts the two databases of a task together.
     *
     * @throws IllegalArgumentException for two kinds that are not carried from one to the other
     */
    public static Pairing pair(Database from, Database to) {
        if (from instanceof PostgresDatabase reading && to instanceof PostgresDatabase writing) {
            return new PostgresPairing(reading, writing);
        }
        throw new IllegalArgumentException("both databases have to be PostgreSQL");
    }

    /** Returns how a person removes what a task holds in a database of that kind. */
    public static RemovalByHand removalByHand(DatabaseType type, String taskId) {
        return switch (type) {
            case PostgreSQL -> new PostgresRemovalByHand(taskId);
        };
    }
}
