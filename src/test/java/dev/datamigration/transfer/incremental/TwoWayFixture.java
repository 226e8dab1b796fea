package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.api.task.RecoverySettings;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.incremental.stream.LogEnd;
import dev.datamigration.transfer.release.EpochClaim;
import dev.datamigration.transfer.release.Quiescence;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Two databases between which changes go one way, then the other; every worker can be ended well or killed. */
public final class TwoWayFixture implements AutoCloseable {
    private static final AtomicInteger TASKS = new AtomicInteger();

    final String taskId = "two-way-" + ProcessHandle.current().pid() + "-" + TASKS.incrementAndGet();
    public final TestDatabase source;
    public final TestDatabase target;
    ObjectSelection objects = new ObjectSelection(List.of("*.*"), null, null, null);
    public IncrementalSyncSettings settings = new IncrementalSyncSettings(null, null, null, 1, null);
    FullVerificationSettings verification = FullVerificationSettings.DEFAULT;
    String accept;
    String acceptStranded;
    private final Map<Direction, IncrementalStatus> statuses = new ConcurrentHashMap<>();
    volatile List<LateWrites> lateWrites = List.of();
    public Run run;
    private final KnownCheckpoints known = new KnownCheckpoints();
    private long epoch;
    private final Map<Direction, Flow> flows = new EnumMap<>(Direction.class);
    private Watch watch;

    public TwoWayFixture() {
        this(
                PostgresServers.source().createDatabase("two_way"),
                PostgresServers.target().createDatabase("two_way"));
    }

    public TwoWayFixture(TestDatabase source, TestDatabase target) {
        this.source = source;
        this.target = target;
    }

    public TwoWayFixture both(String... statements) {
        source.execute(statements);
        target.execute(statements);
        return this;
    }

    /** The forward slot and publication, as the full migration makes them. */
    public TwoWayFixture capture(String... tables) {
        var slot = CaptureName.of(taskId, Direction.Forward);
        source.execute(
                "CREATE PUBLICATION \"" + slot + "\" FOR TABLE " + String.join(", ", tables),
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        return worker();
    }

    /** A new worker, which takes over from whatever runs. */
    TwoWayFixture worker() {
        epoch++;
        run = run(epoch, known);
        EpochClaim.take(run);
        return this;
    }

    private Run run(long asEpoch, KnownCheckpoints asKnown) {
        var plan = new MigrationPlan(
                source.access(Side.Source),
                target.access(Side.Target),
                EnumSet.allOf(MigrationType.class),
                objects,
                new PrecheckSettings(null),
                FullMigrationSettings.DEFAULT,
                settings,
                verification,
                Limits.DEFAULT,
                new ForwardSwitchoverSettings(
                        null, null, null, null, null, null, null, null, null, null, null, acceptStranded),
                EngineSettings.DEFAULT,
                new RecoverySettings(accept));
        return new Run(new RunScope(taskId, asEpoch), plan, HelperPool.NONE, asKnown);
    }

    public Run run(Direction direction) {
        return run.directed(direction);
    }

    /** The run of a worker of that epoch, which may not be the current one. */
    Run directed(Direction direction, long asEpoch) {
        return run(asEpoch, new KnownCheckpoints()).directed(direction);
    }

    public TwoWayFixture start(Direction direction) {
        flows.put(direction, new Flow(direction));
        return this;
    }

    IncrementalSync sync(Direction direction) {
        return flows.get(direction).sync;
    }

    /** Ends a direction as a switchover does: everything so far is applied, and the position saved. */
    public TwoWayFixture finish(Direction direction) {
        caughtUp(direction);
        flows.get(direction).sync.finish();
        flows.remove(direction).joinWell();
        return this;
    }

    TwoWayFixture watch(Direction direction, int round) {
        watch = new Watch(direction, round);
        return this;
    }

    TwoWayFixture finishWatch() {
        watch.watch.finish();
        watch.joinWell();
        watch = null;
        return this;
    }

    /** Cuts off everything the worker does, wherever it is. */
    TwoWayFixture kill() {
        run.scope().cancel();
        flows.values().forEach(Background::join);
        flows.clear();
        if (watch != null) {
            watch.join();
            watch = null;
        }
        return this;
    }

    /** Everything committed so far on the side read is applied. */
    public TwoWayFixture caughtUp(Direction direction) {
        try (var mark = LogEnd.open(run(direction))) {
            var goal = mark.write();
            var flow = flows.get(direction);
            await().pollDelay(Duration.ZERO).until(() -> {
                flow.throwIfFailed();
                return flow.sync.awaitApplied(goal, Duration.ofSeconds(1));
            });
        }
        return this;
    }

    /** The failure that a direction ends with. */
    Failure failure(Direction direction) {
        var flow = flows.get(direction);
        flow.join();
        assertThat(flow.end.get()).isInstanceOf(FailureException.class);
        return ((FailureException) flow.end.get()).failure();
    }

    /** The watch reads the log: what is written from now on is late. */
    TwoWayFixture awaitWatching() {
        await().until(() -> !source.query(
                        "SELECT 1 FROM pg_stat_replication WHERE application_name = 'dm:" + taskId + ":late-writes'")
                .isEmpty());
        return this;
    }

    /** Something that was written late is known. */
    TwoWayFixture awaitLate() {
        await().until(() -> !lateWrites.isEmpty());
        return this;
    }

    /** The failure that the watch ends with. */
    Failure watchFailure() {
        watch.join();
        assertThat(watch.end.get()).isInstanceOf(FailureException.class);
        return ((FailureException) watch.end.get()).failure();
    }

    void cut(TestDatabase database, String purpose) {
        await().until(() -> !database.query(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dm:" + taskId
                                + ":" + purpose + "'")
                .isEmpty());
    }

    public void assertSame(String... tables) {
        for (var table : tables) {
            var sql = "SELECT t::text FROM " + table + " t ORDER BY 1";
            assertThat(target.query(sql)).as(table).isEqualTo(source.query(sql));
        }
    }

    /** What a direction says of itself, as soon as it has said anything. */
    public IncrementalStatus status(Direction direction) {
        return await().until(() -> statuses.get(direction), Objects::nonNull);
    }

    /** Rows that a direction has applied, over all workers. */
    public long applied(Direction direction) {
        var database = direction == Direction.Forward ? target : source;
        return Long.parseLong(database.queryOne("SELECT inserts + updates + deletes FROM datamigration.applied"
                + " WHERE task_id = '" + taskId + "' AND direction = '" + direction.key() + "'"));
    }

    TwoWayFixture release() {
        releaseKeeping();
        return this;
    }

    /** Releases, and returns where rows on one side only are kept. */
    List<String> releaseKeeping() {
        kill();
        var last = new Run(new RunScope(taskId, epoch), run(epoch, known).plan());
        Quiescence.reach(last);
        var released = Release.of(last, Map.of(), Map.of());
        assertThat(released).isEqualTo(new Release.Outcome(null, List.of(), released.kept(), null));
        return released.kept();
    }

    @Override
    public void close() {
        if (run != null) {
            release();
        }
    }

    /** Something of the worker's, on a thread. */
    private abstract class Background {
        final AtomicReference<RuntimeException> end = new AtomicReference<>();
        private Thread thread;

        void begin(Runnable work) {
            thread = new Thread(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            end.set(e);
                        }
                    },
                    "two-way");
            thread.start();
        }

        void throwIfFailed() {
            if (end.get() != null) {
                throw end.get();
            }
        }

        void joinWell() {
            join();
            throwIfFailed();
        }

        void join() {
            try {
                thread.join(Patience.LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(thread.isAlive()).as("it has ended").isFalse();
        }
    }

    private final class Flow extends Background {
        final IncrementalSync sync;

        Flow(Direction direction) {
            sync = new IncrementalSync(run(direction), status -> statuses.put(direction, status));
            begin(sync::synchronise);
        }
    }

    private final class Watch extends Background {
        final LateWriteWatch watch;

        Watch(Direction direction, int round) {
            watch = new LateWriteWatch(run(direction), round, found -> lateWrites = new ArrayList<>(found));
            begin(watch::watch);
        }
    }
}
