package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.run.Run;

/** Copies one chunk after another, but for those of tables that were rewritten. Runs in several threads. */
public final class ChunkLoader {
    private final Run run;
    private final RunScope scope;
    private final ChunkCopier copier;
    private final ChunkQueue queue;
    private final Completion completion;
    private final RewrittenTables rewritten;

    public ChunkLoader(
            Run run,
            RunScope scope,
            ChunkCopier copier,
            ChunkQueue queue,
            Completion completion,
            RewrittenTables rewritten) {
        this.run = run;
        this.scope = scope;
        this.copier = copier;
        this.queue = queue;
        this.completion = completion;
        this.rewritten = rewritten;
    }

    /** Copies chunks until there are no more. */
    public void load(Snapshot snapshot) {
        try (var reader = snapshot.open(scope);
                var target = new TargetSession(run, scope, "write")) {
            for (var next = queue.take(); next.isPresent(); next = queue.take()) {
                if (!rewritten.contains(next.get().table())) {
                    load(next.get(), reader, target);
                }
                queue.finished();
            }
        }
    }

    private void load(Chunk chunk, SnapshotReader reader, TargetSession target) {
        copier.copy(chunk, reader, target)
                .ifPresentOrElse(
                        copied -> completion.finished(chunk, copied.rows()), () -> rewritten.add(chunk.table()));
    }
}
