package dev.datamigration.engine.local;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.full.FullMigration;
import dev.datamigration.transfer.full.TargetClaim;
import dev.datamigration.transfer.incremental.stream.GivenStart;
import dev.datamigration.transfer.join.ObjectChanges;
import dev.datamigration.transfer.precheck.Precheck;
import dev.datamigration.transfer.release.EpochClaim;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import dev.datamigration.transfer.structure.SchemaComparison;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.concurrent.CancellationException;

/** The phases of one run on the servers, with the incremental synchronisation in the background from its phase on. */
final class PhaseWork implements RunningPhases {
    private static final long CAUGHT_UP_POLL_MILLIS = 100;

    private final Run run;
    private final ProgressBoard progressBoard;
    private final Background background;
    private final SwitchoverPhase switchover;
    private boolean taken;
    private volatile PhaseItem done;
    private volatile ModificationGoal modification = ModificationGoal.NONE;
    private volatile LargeObjectProgress largeObjects;

    /**
     * @param onBackgroundFailure called once the background has failed, after the run was cancelled
     * @param onChange called when something is known that does not wait for the next report
     */
    PhaseWork(Run run, ProgressBoard progressBoard, Runnable onBackgroundFailure, Runnable onChange) {
        this.run = run;
        this.progressBoard = progressBoard;
        this.background = new Background(run, progressBoard, onBackgroundFailure, onChange);
        this.switchover = new SwitchoverPhase(run, progressBoard, background);
        background.watchBlockers();
        run.speed().listen(progressBoard::postSpeed, progressBoard::post);
    }

    @Override
    public void update(MigrationPlan plan) {
        run.update(plan);
    }

    @Override
    public void modify(ModificationGoal goal) {
        modification = goal;
        background.modify(goal.work());
    }

    @Override
    public PhaseItem done() {
        return done;
    }

    @Override
    public boolean hasFailed() {
        return background.hasFailed();
    }

    @Override
    public void perform(PhaseItem item) {
        try {
            background.stopComparing();
            if (!item.isSamePhase(done)) {
                performPhase(item);
            }
            if (item.switchover() != null) {
                take();
                switchover.perform(item.switchover());
            }
            compareOn(item);
        } catch (RuntimeException e) {
            throwBackgroundFailure();
            if (run.scope().isCancelled() && !(e instanceof CancellationException)) {
                // an error that the cut connections caused, not one of the servers'
                throw new CancellationException(e.getMessage());
            }
            throw e;
        }
        throwBackgroundFailure();
        done = item;
    }

    /** Comparing on rests during a switchover: then its steps say what is to run. */
    private void compareOn(PhaseItem item) {
        if (!run.plan().has(MigrationType.Incremental) || !run.plan().has(MigrationType.FullVerification)) {
            return;
        }
        if (item.phase() == Phase.FullVerification) {
            background.compareOn(Direction.Forward);
        } else if (item.switchover() instanceof StepWork.Reverse reverse) {
            background.compareOn(Direction.endedBy(reverse.round()).opposite());
        }
    }

    private void performPhase(PhaseItem item) {
        switch (item.phase()) {
            case Precheck -> progressBoard.post(new Precheck(run, progressBoard::post).check());
            case SchemaMigration -> createSchema();
            case FullMigration -> load();
            case IncrementalSync -> catchUp();
            case FullVerification -> {
                verify();
                progressBoard.postVerified(item.verification().integrated());
            }
            case ForwardSwitchover, ReverseIncrement -> {} // all of it is switchover
        }
    }

    private void take() {
        if (!taken) {
            EpochClaim.take(run);
            followSelection();
            new SchemaComparison(run).begin();
            taken = true;
        }
    }

    /** The plan has the objects that a modification is to bring, where one is under way. */
    private void followSelection() {
        if (modification.work() == null) {
            ObjectChanges.follow(run);
        } else {
            ObjectChanges.followUntilChanged(run);
        }
    }

    private void createSchema() {
        take();
        if (run.plan().has(MigrationType.Full)) {
            new TargetClaim(run).take();
        }
        var schema = new SchemaMigration(run, progressBoard::post);
        progressBoard.post(schema.beforeLoad());
        new SchemaComparison(run).copyExtensionRows();
        if (!run.plan().has(MigrationType.Full)) {
            progressBoard.post(schema.afterLoad());
            compareSchemas();
        }
    }

    private void load() {
        take();
        copyLargeObjects();
        var loaded = new FullMigration(run, this::post).load();
        post(withStage(loaded, "Indexing"));
        run.known().loaded(loaded.tablesLoaded());
        postSchema(new SchemaMigration(run, progressBoard::post).afterLoad());
        post(withStage(loaded, "Done"));
        compareSchemas();
    }

    private void copyLargeObjects() {
        run.largeObjects()
                .ifPresent(objects -> objects.copy(progress -> {
                    largeObjects = progress;
                    progressBoard.post(FullMigrationStatus.of(progress));
                }));
    }

    private void post(FullMigrationStatus status) {
        progressBoard.post(status.with(largeObjects));
    }

    private void postSchema(SchemaStatus schema) {
        if (run.plan().has(MigrationType.Schema)) {
            progressBoard.post(schema);
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
        beginWhereTold();
        take();
        while (!background.running(Direction.Forward).hasCaughtUp()) {
            run.scope().pause(CAUGHT_UP_POLL_MILLIS);
        }
        postSchema(new SchemaMigration(run, progressBoard::post).afterCatchUp());
        background.watchSchema();
    }

    /** The rows are on the target already, in tables that are the task's from here on. */
    private void beginWhereTold() {
        if (run.plan().startFrom().isPresent()) {
            take();
            new TargetClaim(run).take();
            GivenStart.begin(run);
        }
    }

    /** Where changes flow, that is watched once they have caught up: until then not all is made. */
    private void compareSchemas() {
        if (!run.plan().has(MigrationType.Incremental)) {
            progressBoard.post(new SchemaComparison(run).compare());
        }
    }

    private void verify() {
        take();
        var sync = run.plan().has(MigrationType.Incremental) ? background.applied(Direction.Forward) : null;
        var verification = new FullVerification(run, sync, found -> progressBoard.post(Direction.Forward, found));
        progressBoard.post(Direction.Forward, verification.compare());
        if (!run.plan().fullVerification().skip()) {
            progressBoard.post(new SchemaComparison(run).compare());
        }
        if (sync != null) {
            background.watchSchema();
        }
    }

    @Override
    public void throwBackgroundFailure() {
        background.throwFailure();
    }

    @Override
    public void close() {
        run.scope().cancel();
        background.close();
    }
}
