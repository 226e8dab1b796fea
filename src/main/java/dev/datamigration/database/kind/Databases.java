package dev.datamigration.database.kind;

import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.postgres.PostgresDatabase;

/** Opens a database as its kind. */
public final class Databases {
    private Databases() {}

    /** @param contact is told of every connection */
    public static Database open(DatabaseAccess access, Contact contact) {
        return switch (access.type()) {
            case PostgreSQL -> new PostgresDatabase(access, contact);
        };
    }
}
