package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.KeySplitter;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.ChunkSize;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.run.Run;
import java.util.Collection;
import java.util.List;

/**
 * Cuts tables into chunks, one table after another, and hands every chunk on as soon as it is recorded: the copying does
 * not wait for the planning. Goes on where an earlier run was interrupted.
 */
public final class ChunkPlanner {
    private static final int PAGE = 500;

    private final Run run;
    private final RunScope scope;
    private final LoadProgress progress;
    private final ChunkQueue queue;

    public ChunkPlanner(Run run, RunScope scope, LoadProgress progress, ChunkQueue queue) {
        this.run = run;
        this.scope = scope;
        this.progress = progress;
        this.queue = queue;
    }

    /** Hands on every unfinished chunk of these tables. */
    public void plan(Collection<LoadTable> tables) {
        try (var splitter = run.from().loadSource().splitter(scope);
                var target = new TargetSession(run, scope, "plan")) {
            tables.forEach(table -> plan(table, splitter, target));
        } finally {
            queue.close();
        }
    }

    private void plan(LoadTable table, KeySplitter splitter, TargetSession target) {
        handOnUnfinished(table, target);
        if (!progress.table(table.name()).isPlanned()) {
            planRest(table, splitter, target);
        }
    }

    private void handOnUnfinished(LoadTable table, TargetSession target) {
        var number = -1;
        List<Chunk> page;
        do {
            var after = number;
            page = target.transaction(
                    "reading checkpoints",
                    connection -> run.checkpoints().chunks().unfinished(connection, table, after, PAGE));
            page.forEach(queue::put);
            number = page.isEmpty() ? number : page.get(page.size() - 1).number();
        } while (page.size() == PAGE);
    }

    private void planRest(LoadTable table, KeySplitter splitter, TargetSession target) {
        var known = target.transaction(
                "reading checkpoints", connection -> run.checkpoints().chunks().last(connection, table));
        var number = known.map(chunk -> chunk.number() + 1).orElse(0);
        var lower = known.map(chunk -> chunk.range().upper()).orElse(null);
        var size = chunkSize(table, splitter);
        do {
            var upper = upperBound(table, splitter, lower, size);
            var chunk = new Chunk(table, number++, new ChunkRange(lower, upper));
            record(chunk, target);
            queue.put(chunk);
            lower = upper;
        } while (lower != null);
    }

    private ChunkSize chunkSize(LoadTable table, KeySplitter splitter) {
        var size = ChunkSize.of(splitter, table.table(), run.plan().fullMigration());
        progress.table(table.name()).estimate(size.tableRows());
        return size;
    }

    private List<String> upperBound(LoadTable table, KeySplitter splitter, List<String> lower, ChunkSize size) {
        var plan = run.plan();
        var rows = size.rowsAt(
                plan.limits(), plan.fullMigration().parallelism(), table.table().bytes());
        return table.inChunks() && rows < Long.MAX_VALUE ? splitter.next(table, lower, rows) : null;
    }

    private void record(Chunk chunk, TargetSession target) {
        var last = chunk.range().upper() == null;
        target.change(
                "recording " + chunk, connection -> run.checkpoints().chunks().add(connection, chunk, last));
        progress.table(chunk.table().name()).chunkPlanned(last);
    }
}
