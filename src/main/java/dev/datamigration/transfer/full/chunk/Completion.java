package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.load.Chunk;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.run.Run;

/** Counts finished chunks, whoever copied them, and records the tables that are loaded. */
public final class Completion {
    private final Run run;
    private final LoadProgress progress;
    private final TargetSession target;

    /** @param target used by nobody else meanwhile */
    public Completion(Run run, LoadProgress progress, TargetSession target) {
        this.run = run;
        this.progress = progress;
        this.target = target;
    }

    public void finished(Chunk chunk, long rows) {
        var name = chunk.table().name();
        if (progress.table(name).chunkDone(rows)) {
            synchronized (this) {
                target.change(
                        "recording " + name,
                        connection -> run.checkpoints().loadedTables().complete(connection, name));
            }
            progress.table(name).tableComplete();
        }
    }
}
