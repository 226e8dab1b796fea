package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Two databases, a slot and a publication, and a synchronisation that can be started, stopped and killed. */
public final class SyncFixture implements AutoCloseable {
    private static final AtomicInteger TASKS = new AtomicInteger();

    public final String taskId = "sync-" + ProcessHandle.current().pid() + "-" + TASKS.incrementAndGet();
    final String slot = CaptureName.of(taskId, Direction.Forward);
    public final TestDatabase source;
    public final TestDatabase target;
    ObjectSelection objects = new ObjectSelection(List.of("*"), null, null, null);
    IncrementalSyncSettings settings = new IncrementalSyncSettings(null, null, null, 1, null);
    Set<MigrationType> types = EnumSet.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental);
    Limits limits = Limits.DEFAULT;
    volatile IncrementalStatus status;
    Consumer<IncrementalStatus> onStatus = newer -> {};
    private long epoch;
    private Running running;
    private final List<Running> abandoned = new ArrayList<>();

    public SyncFixture() {
        this(
                PostgresServers.source().createDatabase("sync"),
                PostgresServers.target().createDatabase("sync"));
    }

    public SyncFixture(TestDatabase source, TestDatabase target) {
        this.source = source;
        this.target = target;
    }

    /** Runs the statements on both sides. */
    public SyncFixture both(String... statements) {
        source.execute(statements);
        target.execute(statements);
        return this;
    }

    /** Makes the publication and the slot; what is written from now on must arrive. */
    public SyncFixture capture(String... tables) {
        source.execute(
                "CREATE PUBLICATION \"" + slot + "\" FOR "
                        + (tables.length == 0 ? "ALL TABLES" : "TABLE " + String.join(", ", tables)),
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        try (var connection = target.connect()) {
            CheckpointSchema.install(connection);
            Fence.claim(connection, taskId, epoch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public SyncFixture start() {
        epoch++;
        try (var connection = target.connect()) {
            Fence.claim(connection, taskId, epoch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        running = new Running(run());
        return this;
    }

    /** A run of the newest epoch. */
    public Run run() {
        var plan = PlanCopy.plan(
                source.access(Side.Source),
                target.access(Side.Target),
                types,
                objects,
                new PrecheckSettings(null),
                FullMigrationSettings.DEFAULT,
                settings,
                FullVerificationSettings.DEFAULT,
                limits,
                EngineSettings.DEFAULT);
        return new Run(new RunScope(taskId, epoch), plan);
    }

    /** Waits until everything committed on the source so far is on the target. */
    public SyncFixture caughtUp() {
        var goal = Lsn.parse(source.queryOne("SELECT pg_current_wal_insert_lsn()"));
        source.execute("SELECT pg_logical_emit_message(true, 'test', '')");
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            running.throwIfFailed();
            return running.sync.applied().covers(goal);
        });
        return this;
    }

    /** Waits until the slot is read; the process of its sender. */
    String sender() {
        await().until(() -> slotColumn("active_pid") != null);
        return slotColumn("active_pid");
    }

    /** Both sides hold the same rows, duplicates counted. */
    void assertSame(String... tables) {
        for (var table : tables) {
            var sql = "SELECT t::text FROM " + table + " t ORDER BY 1";
            assertThat(target.query(sql)).as(table).isEqualTo(source.query(sql));
        }
    }

    /** Stops and waits for the end. */
    void stop() {
        running.stop();
    }

    /** Leaves the synchronisation running, as a worker does that hangs or is cut off; the next one has to end it. */
    void abandon() {
        abandoned.add(running);
        running = null;
    }

    /** The failure that the synchronisation ends with. */
    Failure failure() {
        return running.failure();
    }

    /** What the synchronisation ends with. */
    Throwable end() {
        running.join();
        return running.end.get();
    }

    String slotColumn(String column) {
        return source.queryOne("SELECT " + column + " FROM pg_replication_slots WHERE slot_name = '" + slot + "'");
    }

    Map<String, Long> counts() {
        return Map.of(
                "inserts", status.inserts(),
                "updates", status.updates(),
                "deletes", status.deletes(),
                "truncates", status.truncates(),
                "conflicts", status.conflicts());
    }

    void awaitSlotFree() {
        await().until(() -> source.query(
                        "SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")
                .isEmpty());
    }

    @Override
    public void close() {
        if (running != null) {
            running.stop();
        }
        abandoned.forEach(Running::stop);
        awaitSlotFree();
        source.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + slot
                + "'");
    }

    private final class Running {
        final Run run;
        final IncrementalSync sync;
        final AtomicReference<Throwable> end = new AtomicReference<>();
        final Thread thread;

        Running(Run run) {
            this.run = run;
            this.sync = new IncrementalSync(run, newer -> {
                status = newer;
                onStatus.accept(newer);
            });
            this.thread = new Thread(this::synchronise, "sync");
            thread.start();
        }

        void synchronise() {
            try {
                sync.synchronise();
            } catch (RuntimeException | Error e) {
                end.set(e);
            } finally {
                run.scope().cancel();
            }
        }

        void throwIfFailed() {
            if (end.get() != null) {
                throw new IllegalStateException(end.get());
            }
        }

        void stop() {
            run.scope().cancel();
            join();
        }

        Failure failure() {
            join();
            assertThat(end.get()).isInstanceOf(FailureException.class);
            return ((FailureException) end.get()).failure();
        }

        void join() {
            try {
                thread.join(Patience.LIMIT.toMillis());
            } catch (InterruptedException e) {
                throw new CancellationException();
            }
            assertThat(thread.isAlive()).as("the synchronisation has ended").isFalse();
        }
    }
}
