package dev.datamigration.faults.scene;

import dev.datamigration.testing.Backup;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.StandbyInstance;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A database server that may be killed, held and started again. */
public final class Server implements AutoCloseable {
    /** Commits may be forgotten when the server dies, unless a session asks for more: a trap for who relies on them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronous_commit", "off",
            "max_prepared_transactions", "20",
            "max_connections", "120",
            "shared_buffers", "48MB",
            "max_wal_size", "256MB",
            "log_min_messages", "fatal");

    private static final int FAILOVER_SLOTS_SINCE = 17;
    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(40);

    private PostgresInstance instance;
    private List<Long> held = List.of();
    private volatile Instant awaySince;

    private Server(PostgresInstance instance) {
        this.instance = instance;
    }

    public static Server start(int majorVersion) {
        return new Server(PostgresInstance.start(majorVersion, SETTINGS)).held();
    }

    /** It ends with the suite. */
    private Server held() {
        Lifeline.ofSuite().hold(pid());
        return this;
    }

    public synchronized PostgresInstance instance() {
        return instance;
    }

    /** Removes a database with everything that holds it, and an account. */
    public void drop(TestDatabase database, String account) {
        var maintenance = instance().maintenance();
        database.query("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
                + " WHERE database = current_database() AND active");
        database.query("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE database = current_database() AND NOT active");
        maintenance.execute("DROP DATABASE " + database.name() + " WITH (FORCE)", "DROP ROLE " + account);
    }

    /** Since when nobody gets an answer from it; empty while it works. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    /** SIGKILL to the postmaster; its children end by themselves. */
    public synchronized void kill() {
        awaySince = Instant.now();
        var postmaster = ProcessHandle.of(pid()).orElseThrow();
        var children = postmaster.children().toList();
        postmaster.destroyForcibly();
        Awaitility.await("the server is gone")
                .until(() -> !postmaster.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts it again where it was killed. */
    public synchronized void restart() {
        instance.restart(SETTINGS);
        held();
        awaySince = null;
    }

    /** SIGSTOP to every process of it: connections stay open, and nobody answers. */
    public synchronized void hold() {
        awaySince = Instant.now();
        var pids = new ArrayList<Long>();
        pids.add(pid());
        Signals.stop(pid());
        ProcessHandle.of(pid()).orElseThrow().children().forEach(child -> {
            Signals.stop(child.pid());
            pids.add(child.pid());
        });
        held = pids;
    }

    public synchronized void resume() {
        held.forEach(Signals::go);
        held = List.of();
        awaySince = null;
    }

    /**
     * Kills it, and has a standby take its place at the same address.
     *
     * @param before what happens directly before the kill
     * @param withLoss whether the standby receives nothing of that, or all of it; then it has copied the failover slots as
     *     well, but for one that does not move, as while tables are loaded
     */
    public synchronized void failOver(Runnable before, boolean withLoss) {
        var standby = StandbyInstance.of(instance, SETTINGS);
        Lifeline.ofSuite().hold(pid(standby.server()));
        try {
            standby.caughtUp();
            if (withLoss) {
                standby.cutOff();
                before.run();
            } else {
                if (instance.majorVersion() >= FAILOVER_SLOTS_SINCE) {
                    standby.slotsSyncedWithin(SLOT_PATIENCE);
                }
                before.run();
                // what is committed and not flushed would be forgotten
                instance.maintenance().execute("CHECKPOINT");
                standby.caughtUp();
            }
        } catch (RuntimeException e) {
            standby.giveUp();
            throw e;
        }
        standby.failOver();
        var dead = instance;
        instance = standby.server();
        dead.deleteData();
        held();
    }

    /** Takes a copy of it, waits, and puts it back to the copy. */
    public synchronized void restoreAfter(Runnable meanwhile) {
        try (var copy = Backup.of(instance)) {
            meanwhile.run();
            copy.restore(instance, SETTINGS);
            held();
        }
    }

    private long pid() {
        return pid(instance);
    }

    private static long pid(PostgresInstance of) {
        try {
            return Long.parseLong(Files.readAllLines(of.dataDirectory().resolve("postmaster.pid"))
                    .get(0)
                    .trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        resume();
        instance.close();
    }
}
