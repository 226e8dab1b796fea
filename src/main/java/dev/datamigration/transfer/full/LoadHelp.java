package dev.datamigration.transfer.full;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.transfer.full.chunk.ChunkCopier;
import dev.datamigration.transfer.full.chunk.ChunkLoader;
import dev.datamigration.transfer.full.chunk.LoadShare;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadTables;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.run.Run;
import java.util.Collections;
import java.util.List;

/** A helper's part of a load: it copies chunks as long as it is let, and whatever else there is to do is the leading worker's. */
public final class LoadHelp implements Runnable {
    private final Run run;
    private final String snapshot;

    /** @param snapshot the name of the leading worker's */
    public LoadHelp(Run run, String snapshot) {
        this.run = run;
        this.snapshot = snapshot;
    }

    /**
     * Copies chunks until the run is cancelled.
     *
     * @throws dev.datamigration.failure.FailureException once it cannot: Superseded when no help is wanted any more,
     *     SnapshotLost when the leading worker is gone
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    @Override
    public void run() {
        var scope = run.scope().child();
        try {
            var share = new LoadShare(scope, planned(), new RewrittenTables(), table -> false);
            var copier = new ChunkCopier(run, scope, (rows, bytes) -> {});
            var leading = run.from().snapshots().elsewhere(snapshot);
            new LoadThreads(scope, () -> {})
                    .run(Collections.nCopies(
                            run.plan().fullMigration().parallelism(),
                            () -> new ChunkLoader(run, scope, copier, share, (chunk, copied) -> {}).load(leading)));
        } finally {
            scope.cancel();
        }
    }

    /** All that are not complete, as they were planned, which is before any chunk is. */
    private List<LoadTable> planned() {
        try (var target = new TargetSession(run, run.scope(), "plan")) {
            var planned =
                    target.transaction("reading checkpoints", run.checkpoints().loadedTables()::all);
            return SqlWork.connected(
                    run.from().server(),
                    run.scope(),
                    "plan",
                    "reading the tables",
                    source -> new LoadTables(run).incomplete(source, planned));
        }
    }
}
