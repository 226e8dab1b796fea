package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.DatabaseAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Servers that gave no answer when a task of this process last asked them, so that the others which share a server need not
 * each wait for the same silence. Only bad news is kept, for some seconds, and never held against the task that brought it:
 * each outage has one task that asks on, and the first answer that any task gets ends it. Safe from any thread.
 */
final class ServerOutages {
    /** For that long nobody else asks; shorter than the pauses that a task makes by itself. */
    static final Duration HOLDS = Duration.ofSeconds(15);

    private static final int MOST = 1_000;

    private final LongSupplier nanos;
    private final Map<Server, Outage> known = new LinkedHashMap<>();

    private record Server(String host, int port) {
        static Server of(DatabaseAccess access) {
            return new Server(access.host(), access.port());
        }
    }

    private record Outage(String foundBy, SQLException error, long until) {}

    /** @param nanos a clock that nobody sets */
    ServerOutages(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The server at that address gave no answer to this task. */
    synchronized void found(DatabaseAccess access, String taskId, SQLException error) {
        var server = Server.of(access);
        known.remove(server);
        known.put(server, new Outage(taskId, error, nanos.getAsLong() + HOLDS.toNanos()));
        dropOldest();
    }

    private void dropOldest() {
        Iterator<Server> oldest = known.keySet().iterator();
        while (known.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    /** The server at that address has answered. */
    synchronized void over(DatabaseAccess access) {
        known.remove(Server.of(access));
    }

    /** Returns what another task met there in the last seconds; empty where this one is to ask by itself. */
    synchronized Optional<SQLException> foundByOthers(DatabaseAccess access, String taskId) {
        var outage = known.get(Server.of(access));
        if (outage == null || outage.foundBy().equals(taskId)) {
            return Optional.empty();
        }
        if (outage.until() - nanos.getAsLong() <= 0) {
            known.remove(Server.of(access));
            return Optional.empty();
        }
        return Optional.of(outage.error());
    }
}
