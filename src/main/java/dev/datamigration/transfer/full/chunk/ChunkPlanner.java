package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.KeySplitter;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.BlockCut;
import dev.datamigration.transfer.full.table.ChunkSize;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.run.Run;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cuts tables into chunks, one table after another, each chunk of which can be copied as soon as it is recorded: the copying does
 * not wait for the planning. Goes on where an earlier run was interrupted.
 */
public final class ChunkPlanner {
    private final Run run;
    private final RunScope scope;
    private final LoadProgress progress;
    private final LoadShare share;

    public ChunkPlanner(Run run, RunScope scope, LoadProgress progress, LoadShare share) {
        this.run = run;
        this.scope = scope;
        this.progress = progress;
        this.share = share;
    }

    /** Plans what is not planned of these tables. */
    public void plan(Collection<LoadTable> tables) {
        try (var splitter = run.from().loadSource().splitter(scope);
                var target = new TargetSession(run, scope, "plan")) {
            tables.stream()
                    .filter(table -> !progress.table(table.name()).isPlanned())
                    .forEach(table -> plan(table, splitter, target));
        } finally {
            share.allPlanned();
        }
    }

    private void plan(LoadTable table, KeySplitter splitter, TargetSession target) {
        var known = target.transaction(
                "reading checkpoints", connection -> run.checkpoints().chunks().last(connection, table));
        var number = known.map(chunk -> chunk.number() + 1).orElse(0);
        var lower = known.map(chunk -> chunk.range().upper()).orElse(null);
        var bounds = bounds(table, splitter);
        do {
            var upper = bounds.apply(lower);
            record(new Chunk(table, number++, new ChunkRange(lower, upper)), target);
            lower = upper;
        } while (lower != null);
    }

    /** Says where the range ends that begins at a bound. */
    private UnaryOperator<List<String>> bounds(LoadTable table, KeySplitter splitter) {
        var size = chunkSize(table, splitter);
        if (table.byBlocks()) {
            return BlockCut.of(splitter.blocks(table.table()), size.tableRows(), rowsAt(table, size))::next;
        }
        return lower -> upperBound(table, splitter, lower, size);
    }

    private ChunkSize chunkSize(LoadTable table, KeySplitter splitter) {
        var size = ChunkSize.of(splitter, table.table(), run.plan().fullMigration());
        progress.table(table.name()).estimate(size.tableRows());
        return size;
    }

    private List<String> upperBound(LoadTable table, KeySplitter splitter, List<String> lower, ChunkSize size) {
        var rows = rowsAt(table, size);
        return table.inChunks() && rows < Long.MAX_VALUE ? splitter.next(table, lower, rows) : null;
    }

    private long rowsAt(LoadTable table, ChunkSize size) {
        var plan = run.plan();
        return size.rowsAt(
                plan.limits(), plan.fullMigration().parallelism(), table.table().bytes());
    }

    private void record(Chunk chunk, TargetSession target) {
        var last = chunk.range().upper() == null;
        share.awaitRoom();
        // counted first, since it may be finished as soon as it is recorded
        progress.table(chunk.table().name()).chunkPlanned(last);
        target.change(
                "recording " + chunk, connection -> run.checkpoints().chunks().add(connection, chunk, last));
        share.planned();
    }
}
