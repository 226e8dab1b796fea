package dev.datamigration.transfer.run;

import dev.datamigration.api.Side;
import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.transfer.KnownCheckpoints;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The contact of a worker with the servers of its task; all runs of the worker share it. Safe from any thread. */
public final class Contacts {
    private final Map<Server, Contact> known = new ConcurrentHashMap<>();
    private final Set<Side> earlierSessions;

    private record Server(String host, int port) {}

    private Contacts(Set<Side> earlierSessions) {
        this.earlierSessions = earlierSessions;
    }

    /**
     * Of a worker before which there was none, or before which all have ended as far as the task's status knows. A status may
     * have been put back to an earlier one; so that a server which it knows the task to have worked with is asked again.
     */
    public static Contacts afterAllEnded(KnownCheckpoints known) {
        return new Contacts(known.sides());
    }

    /** Of a worker before which others may have sessions anywhere. */
    public static Contacts unknown() {
        return new Contacts(EnumSet.allOf(Side.class));
    }

    /** With the server at that address. */
    Contact with(DatabaseAccess access) {
        return known.computeIfAbsent(
                new Server(access.host(), access.port()),
                server -> new Contact(earlierSessions.contains(access.side())));
    }
}
