package dev.datamigration.transfer.full;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.log.CaptureState;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.full.chunk.ChunkCopier;
import dev.datamigration.transfer.full.chunk.ChunkLoader;
import dev.datamigration.transfer.full.chunk.ChunkPlanner;
import dev.datamigration.transfer.full.chunk.Completion;
import dev.datamigration.transfer.full.chunk.LoadShare;
import dev.datamigration.transfer.full.copy.GroupCopier;
import dev.datamigration.transfer.full.copy.GroupLoader;
import dev.datamigration.transfer.full.copy.TableGroups;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.remainder.LoadRemainder;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.help.share.Helpers;
import dev.datamigration.transfer.help.share.SharedStage;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.SourceWatch;
import dev.datamigration.transfer.speed.YieldingWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One attempt to load everything that is not loaded yet. */
final class FullLoad {
    private final Run run;
    private final RunScope scope;
    private final Consumer<FullMigrationStatus> listener;
    private final LoadProgress progress = new LoadProgress();

    /** @param scope ends with this attempt */
    FullLoad(Run run, RunScope scope, Consumer<FullMigrationStatus> listener) {
        this.run = run;
        this.scope = scope;
        this.listener = listener;
    }

    FullMigrationStatus load() {
        var source = run.from().server().open(scope, "load");
        try (var target = new TargetSession(run, scope, "load")) {
            var state = state(source, target);
            if (!state.complete()) {
                listener.accept(progress.status(LoadProgress.WAITING));
                try (var start = start(source, target, state)) {
                    load(start, source, target);
                }
            } else {
                state.tables().forEach(table -> progress.add(table, table.rows()));
            }
            return progress.status(LoadProgress.DONE);
        } finally {
            scope.close(source);
        }
    }

    private LoadState state(Connection source, TargetSession target) {
        var kept = SqlWork.call(run.from().server(), scope, "looking for what keeps the log", () -> kept(source));
        return target.transaction("reading checkpoints", connection -> {
            for (var table : run.checkpoints().loadedTables().all(connection)) {
                // interrupted between the last chunk and this
                if (table.planned() && table.chunksDone() == table.chunks()) {
                    run.checkpoints().loadedTables().complete(connection, table.name());
                }
            }
            return new LoadState(
                    run.checkpoints().loadedTables().all(connection),
                    run.checkpoints().pieces().exist(connection),
                    run.applied().read(connection).isPresent(),
                    kept);
        });
    }

    private Optional<CaptureState> kept(Connection source) throws SQLException {
        return run.plan().has(MigrationType.Incremental) ? run.capture().find(source) : Optional.empty();
    }

    private LoadStart start(Connection source, TargetSession target, LoadState state) {
        return state.begun()
                ? new ResumedStart(run, scope).begin(source, target, state)
                : new FreshStart(run, scope).begin(source, target, state);
    }

    private void load(LoadStart start, Connection source, TargetSession target) {
        noteProgress(start, target);
        if (start.tables().isEmpty()) {
            return;
        }
        var rewritten = new RewrittenTables();
        try (var watch = SourceWatch.begin(run.within(scope), YieldingWork.Load)) {
            copy(start, source, target, rewritten);
        }
    }

    private void copy(LoadStart start, Connection source, TargetSession target, RewrittenTables rewritten) {
        loadSmall(start, rewritten);
        var completion = new Completion(run, progress, target);
        var tables = largestFirst(unfinished(start, rewritten));
        var share = new LoadShare(
                scope, tables, rewritten, table -> progress.table(table.name()).isComplete());
        var copier = new ChunkCopier(run, scope, progress::copied);
        var parts = new ArrayList<Runnable>();
        parts.add(() -> new ChunkPlanner(run, scope, progress, share).plan(tables));
        parts.addAll(Collections.nCopies(
                run.plan().fullMigration().parallelism(),
                () -> new ChunkLoader(run, scope, copier, share, completion::finished).load(start.snapshot())));
        if (run.helperPool().exists() && start.snapshot().name() != null) {
            var claim = completion.beforeHelpers(scope);
            var shared = new SharedLoad(scope, claim, start.snapshot().name(), share, completion, progress);
            parts.add(() -> new Helpers(run, scope, shared).run());
        }
        new LoadThreads(scope, () -> listener.accept(progress.status(LoadProgress.COPYING))).run(parts);
        new LoadRemainder(run, scope, source, target)
                .settle(rewritten.all(), start.snapshot(), table -> progress.leaveToLog(table.name()));
        if (!progress.isComplete()) {
            throw new IllegalStateException("the load ended although chunks are missing");
        }
    }

    /**
     * First, since together they are few: what is left of them is loaded one by one with the others. Where a rate is to be kept,
     * a transaction of many tables could last long, and is not worth its while.
     */
    private void loadSmall(LoadStart start, RewrittenTables rewritten) {
        var limits = run.plan().limits();
        if (limits.rowsPerSecond() > 0 || limits.bytesPerSecond() > 0) {
            return;
        }
        var groups = TableGroups.of(start.tables(), progress, run.plan().fullMigration());
        if (groups.isEmpty()) {
            return;
        }
        var loader = new GroupLoader(run, scope, new GroupCopier(run, scope, progress, rewritten), groups);
        var lanes = Math.min(run.plan().fullMigration().parallelism(), groups.size());
        new LoadThreads(scope, () -> listener.accept(progress.status(LoadProgress.COPYING)))
                .run(Collections.nCopies(lanes, () -> loader.load(start.snapshot())));
    }

    private List<LoadTable> unfinished(LoadStart start, RewrittenTables rewritten) {
        return start.tables().stream()
                .filter(table -> !progress.table(table.name()).isComplete() && !rewritten.contains(table))
                .toList();
    }

    private void noteProgress(LoadStart start, TargetSession target) {
        var estimates = new HashMap<TableName, Long>();
        start.tables()
                .forEach(table -> estimates.put(table.name(), table.table().estimatedRows()));
        target.transaction("reading checkpoints", run.checkpoints().loadedTables()::all)
                .forEach(table -> progress.add(table, estimates.getOrDefault(table.name(), 0L)));
    }

    private static List<LoadTable> largestFirst(List<LoadTable> tables) {
        return tables.stream()
                .sorted(Comparator.comparingLong(
                                (LoadTable table) -> table.table().bytes())
                        .reversed())
                .toList();
    }

    /** A load that helpers take part in. */
    private record SharedLoad(
            RunScope scope, long claim, String snapshot, LoadShare share, Completion completion, LoadProgress progress)
            implements SharedStage {

        @Override
        public boolean isOver() {
            return share.isOver();
        }

        @Override
        public void look() {
            share.moved(completion.lookAtHelpers());
        }

        @Override
        public void end() {
            completion.dismissHelpers(scope);
        }

        @Override
        public void sharedBy(WorkersStatus sharing) {
            progress.sharedBy(sharing);
        }
    }
}
