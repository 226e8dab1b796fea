package dev.datamigration.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** A standby that streams from another server, and can be cut off from it, promoted, and put in its place. */
public final class StandbyInstance implements AutoCloseable {
    private static final AtomicInteger STANDBYS = new AtomicInteger();

    private final String slot;
    private final PostgresInstance primary;
    private final PostgresInstance server;
    private final Map<String, String> settings;

    private StandbyInstance(
            String slot, PostgresInstance primary, PostgresInstance server, Map<String, String> settings) {
        this.slot = slot;
        this.primary = primary;
        this.server = server;
        this.settings = settings;
    }

    /** A hot standby of a server, by a physical slot of its own. Logical slots stay behind, as with pg_basebackup. */
    public static StandbyInstance of(PostgresInstance primary) {
        return of(primary, Map.of());
    }

    /** @param settings in addition, for instance {@code sync_replication_slots=on} from version 17 on */
    public static StandbyInstance of(PostgresInstance primary, Map<String, String> settings) {
        var slot = "standby_" + STANDBYS.incrementAndGet();
        primary.maintenance().execute("SELECT pg_create_physical_replication_slot('" + slot + "', true)");
        try (var backup = Backup.of(primary)) {
            // the server's own programs refuse two settings of the same name: what is given comes last in the file
            var lines = new HashMap<>(Map.of("hot_standby_feedback", "on", "primary_slot_name", slot));
            lines.put(
                    "primary_conninfo",
                    "host=127.0.0.1 port=%d user=%s password=%s dbname=postgres application_name=%s"
                            .formatted(primary.port(), PostgresInstance.SUPERUSER, PostgresInstance.PASSWORD, slot));
            makeStandby(backup.data(), lines);
            return new StandbyInstance(slot, primary, backup.start(settings), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeStandby(Path data, Map<String, String> lines) throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        Backup.delete(data.resolve("pg_replslot"));
        var text = new StringBuilder();
        lines.forEach((name, value) -> text.append("%s = '%s'\n".formatted(name, value)));
        Files.writeString(data.resolve("postgresql.auto.conf"), text, StandardOpenOption.APPEND);
    }

    public PostgresInstance server() {
        return server;
    }

    /** Waits until everything that the primary has logged by now is replayed here. */
    public StandbyInstance caughtUp() {
        var end = primary.maintenance().queryOne("SELECT pg_current_wal_flush_lsn()");
        await().until(() -> server.maintenance()
                .queryOne("SELECT pg_last_wal_replay_lsn() >= '" + end + "'::pg_lsn")
                .equals("t"));
        return this;
    }

    /** Copies the primary's failover slots, at least as they are now; from version 17 on. */
    public StandbyInstance slotsSynced() {
        if (!slotsSyncedWithin(Patience.LIMIT)) {
            throw new IllegalStateException("the slots of the primary were not copied in " + Patience.LIMIT);
        }
        return this;
    }

    /**
     * As {@link #slotsSynced}, but gives up after a while. A copied slot lasts only once the one of the primary has moved to
     * where the standby's own log begins to be enough: never, for one that does not move.
     *
     * @return whether they were copied
     */
    public boolean slotsSyncedWithin(Duration patience) {
        var wanted = "SELECT slot_name || ' ' || confirmed_flush_lsn FROM pg_replication_slots WHERE failover";
        var slots = primary.maintenance().query(wanted);
        try {
            await().atMost(patience).ignoreExceptions().until(() -> {
                primary.maintenance().execute("SELECT pg_log_standby_snapshot()");
                caughtUp();
                server.maintenance().execute("SELECT pg_sync_replication_slots()");
                return slots.stream().allMatch(this::has);
            });
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private boolean has(String slot) {
        var name = slot.substring(0, slot.indexOf(' '));
        var position = slot.substring(slot.indexOf(' ') + 1);
        return !server.maintenance()
                .query("SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + name
                        + "' AND NOT temporary AND confirmed_flush_lsn >= '" + position + "'::pg_lsn")
                .isEmpty();
    }

    /** Receives nothing any more, so that whatever the primary logs from now on is missing here. */
    public StandbyInstance cutOff() {
        server.maintenance().execute("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()");
        await().until(() ->
                server.maintenance().query("SELECT 1 FROM pg_stat_wal_receiver").isEmpty());
        return this;
    }

    /** Makes it a primary, on a timeline of its own; the old one is left alone. */
    public StandbyInstance promote() {
        server.maintenance().execute("SELECT pg_promote(true, 60)");
        await().until(() ->
                server.maintenance().queryOne("SELECT pg_is_in_recovery()").equals("f"));
        return this;
    }

    /** Crashes the primary, promotes this, and makes it answer at the primary's address. */
    public StandbyInstance failOver() {
        primary.crash();
        promote();
        server.stop();
        server.startAt(primary.port(), settings);
        return this;
    }

    /** Ends it, and leaves nothing of it on the primary. */
    public void giveUp() {
        close();
        await().ignoreExceptions()
                .until(() -> primary.maintenance()
                        .query(
                                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
                                        + slot + "'")
                        .isEmpty());
    }

    @Override
    public void close() {
        server.close();
    }
}
