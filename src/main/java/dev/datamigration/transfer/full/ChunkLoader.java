package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.transfer.Run;

/** Copies one chunk after another. Runs in several threads. */
final class ChunkLoader {
    private final Run run;
    private final RunScope scope;
    private final ChunkCopier copier;
    private final ChunkQueue queue;
    private final Completion completion;

    ChunkLoader(Run run, RunScope scope, ChunkCopier copier, ChunkQueue queue, Completion completion) {
        this.run = run;
        this.scope = scope;
        this.copier = copier;
        this.queue = queue;
        this.completion = completion;
    }

    /** Copies chunks until there are no more. */
    void load(ExportedSnapshot snapshot) {
        try (var reader = new SourceReader(run, scope, snapshot);
                var target = new TargetSession(run, scope, "write")) {
            for (var next = queue.take(); next.isPresent(); next = queue.take()) {
                var chunk = next.get();
                completion.finished(chunk, copier.copy(chunk, reader, target).rows());
                queue.finished();
            }
        }
    }
}
