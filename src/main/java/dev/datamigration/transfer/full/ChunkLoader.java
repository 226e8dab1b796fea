package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.transfer.Run;
import java.sql.Connection;

/** Copies one chunk after another, each in one transaction with its checkpoint. Runs in several threads. */
final class ChunkLoader {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;
    private final LoadProgress progress;
    private final ChunkQueue queue;

    ChunkLoader(Run run, RunScope scope, LoadCheckpoints checkpoints, LoadProgress progress, ChunkQueue queue) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
        this.progress = progress;
        this.queue = queue;
    }

    /** Copies chunks until there are no more. */
    void load(ExportedSnapshot snapshot) {
        try (var reader = new SourceReader(run, scope, snapshot);
                var target = new TargetSession(run, scope, "write")) {
            for (var next = queue.take(); next.isPresent(); next = queue.take()) {
                load(next.get(), reader, target);
            }
        }
    }

    private void load(Chunk chunk, SourceReader reader, TargetSession target) {
        var copied = target.transaction("writing " + chunk, connection -> {
            TargetColumns.lockAndCheck(connection, chunk.table());
            var result = copy(chunk, reader, connection);
            checkpoints.finish(connection, chunk, result, scope.epoch());
            return result;
        });
        var name = chunk.table().name();
        if (progress.table(name).chunkDone(copied.rows())) {
            target.change("recording " + name, connection -> checkpoints.complete(connection, name));
            progress.table(name).tableComplete();
        }
    }

    private Copied copy(Chunk chunk, SourceReader reader, Connection target) {
        var table = chunk.table();
        var ranges = !chunk.range().isEverything();
        var condition = ranges ? table.key().within(chunk.range()) : "true";
        return reader.read(
                table,
                ranges,
                source -> new CopyPipe(run, scope, progress::copied, chunk.toString())
                        .copy(source, CopySql.out(table, condition), target, CopySql.in(table)));
    }
}
