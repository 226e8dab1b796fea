package dev.datamigration.transfer;

import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contact of a worker with the servers of its task; all runs of the worker share it. Safe from any thread. */
public final class Contacts {
    private final Map<Server, Contact> known = new ConcurrentHashMap<>();
    private final boolean earlierSessions;

    private record Server(String host, int port) {}

    private Contacts(boolean earlierSessions) {
        this.earlierSessions = earlierSessions;
    }

    /** Of a worker before which there was none, or before which all are known to have ended. */
    public static Contacts none() {
        return new Contacts(false);
    }

    /** Of a worker before which others may have sessions anywhere. */
    public static Contacts unknown() {
        return new Contacts(true);
    }

    /** With the server at that address. */
    Contact with(DatabaseAccess access) {
        return known.computeIfAbsent(new Server(access.host(), access.port()), unknown -> new Contact(earlierSessions));
    }
}
