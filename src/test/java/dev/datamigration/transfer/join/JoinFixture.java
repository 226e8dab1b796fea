package dev.datamigration.transfer.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.full.FullMigration;
import dev.datamigration.transfer.full.TargetClaim;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.release.EpochClaim;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A task of two databases whose synchronisation runs, is killed, and is gone on with by a newer worker. */
final class JoinFixture implements AutoCloseable {
    private static final AtomicInteger TASKS = new AtomicInteger();

    final String taskId = "join-" + ProcessHandle.current().pid() + "-" + TASKS.incrementAndGet();
    final TestDatabase source = PostgresServers.source().createDatabase("join");
    final TestDatabase target = PostgresServers.target().createDatabase("join");
    private long epoch;
    private Run run;
    private MainSync main;

    static ObjectSelection objects(String... include) {
        return new ObjectSelection(List.of(include), null, null, null);
    }

    Run run() {
        return run;
    }

    MainStream main() {
        return main;
    }

    /** Migrates what is selected, and synchronises it. */
    JoinFixture begin(ObjectSelection objects) {
        run = newRun(objects);
        EpochClaim.take(run);
        new TargetClaim(run).take();
        new SchemaMigration(run, schema -> {}).beforeLoad();
        new FullMigration(run, full -> {}).load();
        new SchemaMigration(run, schema -> {}).afterLoad();
        main = new MainSync();
        caughtUp();
        new SchemaMigration(run, schema -> {}).afterCatchUp();
        return this;
    }

    /** A newer worker, which knows the spec as it is now. */
    void goOn(ObjectSelection objects) {
        run = newRun(objects);
        EpochClaim.take(run);
        ObjectChanges.followUntilChanged(run);
        main = new MainSync();
    }

    private Run newRun(ObjectSelection objects) {
        var plan = PlanCopy.plan(
                source.access(Side.Source),
                target.access(Side.Target),
                EnumSet.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental),
                objects,
                new PrecheckSettings(null),
                FullMigrationSettings.DEFAULT,
                new IncrementalSyncSettings(null, null, null, 1, null),
                FullVerificationSettings.DEFAULT,
                Limits.DEFAULT,
                EngineSettings.DEFAULT);
        return new Run(new RunScope(taskId, ++epoch), plan);
    }

    /** Everything that the worker has open is cut off. */
    void kill() {
        run.scope().cancel();
        main.join();
    }

    ObjectChangeState.Done change(ObjectSelection wanted, long number, RemovedTableHandling handling) {
        return change(wanted, number, handling, state -> {});
    }

    ObjectChangeState.Done change(
            ObjectSelection wanted, long number, RemovedTableHandling handling, Consumer<ObjectChangeState> listener) {
        var scope = run.scope().child();
        try {
            return new ObjectChanges(run.within(scope), wanted, number, handling, main, listener).carryOut();
        } finally {
            scope.cancel();
        }
    }

    void withdraw(ObjectSelection before, long number) {
        new ObjectChanges(run, before, number, RemovedTableHandling.Leave, main, state -> {}).withdraw();
    }

    /** The worker is killed as soon as a change is in a state; it ends all the same if that does not come. */
    void killIn(Predicate<ObjectChangeState> when, ObjectSelection wanted, long number, RemovedTableHandling handling) {
        try {
            change(wanted, number, handling, state -> {
                if (when.test(state)) {
                    run.scope().cancel();
                }
            });
        } catch (CancellationException | FailureException e) {
            assertThat(run.scope().isCancelled()).as("%s", e).isTrue();
        }
        kill();
    }

    /** Waits until everything committed on the source so far is on the target. */
    void caughtUp() {
        var goal = Lsn.parse(source.queryOne("SELECT pg_current_wal_insert_lsn()"));
        source.execute("SELECT pg_logical_emit_message(true, 'test', '')");
        await().atMost(Patience.LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            main.throwIfFailed();
            return main.sync.applied().covers(goal);
        });
    }

    void assertSame(String... tables) {
        for (var table : tables) {
            var sql = "SELECT t::text FROM " + table + " t ORDER BY 1";
            assertThat(target.query(sql)).as(table).isEqualTo(source.query(sql));
        }
    }

    List<String> slots() {
        return source.query("SELECT slot_name FROM pg_replication_slots WHERE database = '" + source.name()
                + "' AND NOT temporary ORDER BY 1");
    }

    List<String> publications() {
        return source.query("SELECT pubname FROM pg_publication ORDER BY 1");
    }

    Release.Outcome release() {
        kill();
        var releasing = newRun(run.plan().objects());
        return Release.of(releasing, Map.of(), Map.of());
    }

    @Override
    public void close() {
        if (run != null) {
            release();
        }
    }

    /** The task's synchronisation, as the background of a worker has it. */
    private final class MainSync implements MainStream {
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private IncrementalSync sync;
        private Thread thread;

        MainSync() {
            start();
        }

        private void start() {
            sync = new IncrementalSync(run, status -> {});
            thread = new Thread(this::synchronise, "main-sync");
            thread.start();
        }

        private void synchronise() {
            try {
                sync.synchronise();
            } catch (RuntimeException | Error e) {
                failure.set(e);
                run.scope().cancel();
            }
        }

        @Override
        public void whileAtRest(Runnable work) {
            sync.finish();
            join();
            if (failure.get() != null) {
                throw new CancellationException("the synchronisation has ended: " + failure.get());
            }
            try {
                work.run();
            } finally {
                start();
            }
        }

        void throwIfFailed() {
            if (failure.get() != null) {
                throw new IllegalStateException(failure.get());
            }
        }

        void join() {
            try {
                thread.join(Patience.LIMIT.toMillis());
            } catch (InterruptedException e) {
                throw new CancellationException();
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
