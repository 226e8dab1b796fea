package dev.datamigration.engine.local;

import dev.datamigration.api.FullMigrationStatus;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Phase;
import dev.datamigration.api.SchemaStatus;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.Takeover;
import dev.datamigration.transfer.full.FullMigration;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.precheck.Precheck;
import dev.datamigration.transfer.schema.SchemaMigration;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run of a task's worker: brings phases to their end, one after the other, with the incremental synchronisation in
 * the background from its phase on. Ends with the first failure, wherever it happens.
 */
final class PhaseWork implements AutoCloseable {
    private static final long CAUGHT_UP_POLL_MILLIS = 100;

    private final Run run;
    private final Board board;
    private volatile boolean caughtUp;
    private final AtomicReference<Throwable> backgroundFailure = new AtomicReference<>();
    private final Runnable onBackgroundFailure;
    private boolean taken;
    private IncrementalSync sync;
    private Thread syncThread;

    /** @param onBackgroundFailure called once the background has failed, after the run was cancelled */
    PhaseWork(Run run, Board board, Runnable onBackgroundFailure) {
        this.run = run;
        this.board = board;
        this.onBackgroundFailure = onBackgroundFailure;
    }

    /**
     * What the work of a phase depends on: done once for each distinct value.
     *
     * @param verification the part of the plan that asks for another verification, or null in other phases
     */
    record Item(Phase phase, Object verification) {
        static Item of(Phase phase, MigrationPlan plan) {
            return new Item(
                    phase,
                    phase == Phase.FullVerification
                            ? java.util.List.of(
                                    plan.fullVerification().runNonce(),
                                    plan.fullVerification().skip())
                            : null);
        }
    }

    void update(MigrationPlan plan) {
        run.update(plan);
    }

    boolean hasFailed() {
        return backgroundFailure.get() != null;
    }

    /**
     * Brings the phase to its end.
     *
     * @throws FailureException if it cannot
     * @throws CancellationException if the run was cancelled
     */
    void perform(Phase phase) {
        try {
            switch (phase) {
                case Precheck -> board.post(new Precheck(run, board::post).check());
                case SchemaMigration -> createSchema();
                case FullMigration -> load();
                case IncrementalSync -> catchUp();
                case FullVerification -> verify();
                case ForwardSwitchover, ReverseIncrement ->
                    throw new IllegalArgumentException("this engine cannot do " + phase + " yet");
            }
        } catch (RuntimeException e) {
            throwBackgroundFailure();
            if (run.scope().isCancelled() && !(e instanceof CancellationException)) {
                // an error that the cut connections caused, not one of the servers'
                throw new CancellationException(e.getMessage());
            }
            throw e;
        }
        throwBackgroundFailure();
    }

    private void take() {
        if (!taken) {
            Takeover.take(run);
            taken = true;
        }
    }

    private void createSchema() {
        take();
        var schema = new SchemaMigration(run, board::post);
        board.post(schema.beforeLoad());
        if (!run.plan().has(MigrationType.Full)) {
            board.post(schema.afterLoad());
        }
    }

    private void load() {
        take();
        var loaded = new FullMigration(run, board::post).load();
        board.post(withStage(loaded, "Indexing"));
        postSchema(new SchemaMigration(run, board::post).afterLoad());
        board.post(withStage(loaded, "Done"));
    }

    private void postSchema(SchemaStatus schema) {
        if (run.plan().has(MigrationType.Schema)) {
            board.post(schema);
        }
    }

    private static FullMigrationStatus withStage(FullMigrationStatus status, String stage) {
        return new FullMigrationStatus(
                stage,
                status.tables(),
                status.tablesLoaded(),
                status.chunks(),
                status.chunksLoaded(),
                status.estimatedRows(),
                status.migratedRows(),
                status.migratedBytes(),
                0L,
                0L);
    }

    private void catchUp() {
        synchronise();
        while (!caughtUp) {
            run.scope().pause(CAUGHT_UP_POLL_MILLIS);
        }
        postSchema(new SchemaMigration(run, board::post).afterCatchUp());
    }

    private void verify() {
        if (run.plan().has(MigrationType.Incremental)) {
            synchronise();
        } else {
            take();
        }
        board.post(new FullVerification(run, sync, board::post).compare());
    }

    private void synchronise() {
        take();
        if (sync == null) {
            sync = new IncrementalSync(run, this::post);
            syncThread = new Thread(
                    this::synchroniseInBackground, "sync-" + run.scope().taskId());
            syncThread.setDaemon(true);
            syncThread.start();
        }
    }

    private void post(IncrementalStatus status) {
        caughtUp = Boolean.TRUE.equals(status.caughtUp());
        board.post(status);
    }

    private void synchroniseInBackground() {
        try {
            sync.synchronise();
        } catch (RuntimeException | Error e) {
            if (run.scope().isCancelled()) {
                return;
            }
            backgroundFailure.set(e);
            run.scope().cancel();
            onBackgroundFailure.run();
        }
    }

    /** Throws what ended the background, if anything did. */
    void throwBackgroundFailure() {
        var failure = backgroundFailure.get();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Cancels the run and waits until the background has ended. */
    @Override
    public void close() {
        run.scope().cancel();
        if (syncThread != null) {
            Threads.join(syncThread);
        }
    }
}
