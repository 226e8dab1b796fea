package dev.datamigration.transfer.verify;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.run.Run;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** The task's own synchronisation of a pair, to compare and repair beside it. */
final class LiveApply implements AutoCloseable {
    private static final long EPOCH = 1;
    private final VerifiedPair pair;
    private final Thread thread;
    private final AtomicReference<Throwable> end = new AtomicReference<>();
    final Run run;
    final IncrementalSync sync;

    private LiveApply(VerifiedPair pair, FullVerificationSettings settings) {
        this.pair = pair;
        this.run = new Run(new RunScope(VerifiedPair.TASK, EPOCH), plan(settings));
        this.sync = new IncrementalSync(run, status -> {});
        this.thread = new Thread(this::synchronise, "sync");
    }

    /** Takes the slot, then goes on from what both sides hold now; they must be equal. */
    static LiveApply start(VerifiedPair pair) {
        var slot = CaptureName.of(VerifiedPair.TASK, Direction.Forward);
        pair.source()
                .execute(
                        "CREATE PUBLICATION \"" + slot + "\" FOR ALL TABLES",
                        "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        return resume(pair);
    }

    /** Goes on from the slot of an earlier one. */
    static LiveApply resume(VerifiedPair pair) {
        var apply = new LiveApply(pair, settings(1, 10_000));
        apply.thread.start();
        return apply;
    }

    static FullVerificationSettings settings(long runNonce, int maxRows) {
        return new FullVerificationSettings(
                false, 2, 5_000, 1_000, runNonce, new RepairSettings(RepairMode.Apply, maxRows), null);
    }

    VerificationStatus repair(long runNonce) {
        return compare(settings(runNonce, 10_000));
    }

    VerificationStatus compare(FullVerificationSettings settings) {
        update(settings);
        return new FullVerification(run, sync, status -> {}).compare();
    }

    void update(FullVerificationSettings settings) {
        run.update(plan(settings));
    }

    /** Does what ends with this. */
    void untilCut(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!run.scope().isCancelled()) {
                end.compareAndSet(null, e);
            }
        }
    }

    /** Waits until everything committed on the source so far is on the target. */
    void catchUp() {
        var goal = Lsn.parse(pair.source().queryOne("SELECT pg_current_wal_insert_lsn()"));
        pair.source().execute("SELECT pg_logical_emit_message(true, 'test', '')");
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            if (end.get() != null) {
                throw new IllegalStateException(end.get());
            }
            return sync.applied().covers(goal);
        });
    }

    private MigrationPlan plan(FullVerificationSettings settings) {
        return PlanCopy.plan(
                pair.source().access(Side.Source),
                pair.target().access(Side.Target),
                EnumSet.of(MigrationType.Incremental, MigrationType.FullVerification),
                new ObjectSelection(List.of("public.*"), null, null, null),
                null,
                null,
                new IncrementalSyncSettings(null, null, null, 1, null),
                settings,
                new Limits(null, null, null),
                EngineSettings.DEFAULT);
    }

    private void synchronise() {
        try {
            sync.synchronise();
        } catch (CancellationException e) {
            // closed
        } catch (RuntimeException | Error e) {
            end.set(e);
            run.scope().cancel();
        }
    }

    /** Ends it as a lost worker does; the slot stays. */
    void cut() throws InterruptedException {
        run.scope().cancel();
        thread.join(Patience.LIMIT.toMillis());
    }

    @Override
    public void close() throws InterruptedException {
        cut();
        var slot = CaptureName.of(VerifiedPair.TASK, Direction.Forward);
        Awaitility.await()
                .until(() -> pair.source()
                        .query("SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")
                        .isEmpty());
        pair.source().execute("SELECT pg_drop_replication_slot('" + slot + "')");
    }
}
