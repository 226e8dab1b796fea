package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.ChunkStore.HelpedTable;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.run.Run;
import java.util.HashMap;
import java.util.Map;

/** Counts finished chunks, whoever copied them, and records the tables that are loaded. */
public final class Completion {
    private static final HelpedTable NOTHING = new HelpedTable(0, 0, 0);

    private final Run run;
    private final LoadProgress progress;
    private final TargetSession target;
    private final Map<TableName, HelpedTable> helped = new HashMap<>();

    /** @param target used by nobody else meanwhile */
    public Completion(Run run, LoadProgress progress, TargetSession target) {
        this.run = run;
        this.progress = progress;
        this.target = target;
    }

    public void finished(Chunk chunk, Copied copied) {
        finished(chunk.table().name(), 1, copied.rows());
    }

    private void finished(TableName name, long chunks, long rows) {
        if (progress.table(name).chunksDone(chunks, rows)) {
            synchronized (this) {
                target.change(
                        "recording " + name,
                        connection -> run.checkpoints().loadedTables().complete(connection, name));
            }
            progress.table(name).tableComplete();
        }
    }

    /** Returns the claim that helpers may be engaged under; what they have copied until now this load begins with. */
    public long beforeHelpers(RunScope scope) {
        var claim = dismissHelpers(scope);
        helped.putAll(helped());
        return claim;
    }

    /** Counts what helpers have finished since the last time; returns how many chunks that are. */
    public long lookAtHelpers() {
        var all = 0L;
        for (var table : helped().entrySet()) {
            var now = table.getValue();
            var before = helped.getOrDefault(table.getKey(), NOTHING);
            var chunks = now.chunks() - before.chunks();
            if (chunks > 0) {
                helped.put(table.getKey(), now);
                progress.copied(now.rows() - before.rows(), now.bytes() - before.bytes());
                finished(table.getKey(), chunks, now.rows() - before.rows());
                all += chunks;
            }
        }
        return all;
    }

    /** Has whatever helpers would still do refused. */
    public synchronized long dismissHelpers(RunScope scope) {
        return target.transaction(
                "dismissing helpers", connection -> run.to().fence().dismissHelpers(connection, scope));
    }

    private synchronized Map<TableName, HelpedTable> helped() {
        return target.transaction(
                "reading checkpoints", connection -> run.checkpoints().chunks().helped(connection));
    }
}
