package dev.datamigration.transfer.full;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.chunk.ChunkCopier;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadTables;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.LoadedChunk;
import dev.datamigration.transfer.run.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A helper's end of the full migration: copies the chunks it is given, as many at the same time as it is asked. Lives as
 * long as the run's scope.
 */
public final class LoadHelp {
    private final Run run;
    private final Snapshot snapshot;
    private final ChunkCopier copier;
    private final ConcurrentLinkedDeque<Pair> idle = new ConcurrentLinkedDeque<>();
    private Map<TableName, LoadTable> tables;

    /** @param snapshot the name of the leading worker's */
    public LoadHelp(Run run, String snapshot) {
        this.run = run;
        this.snapshot = run.from().snapshots().elsewhere(snapshot);
        this.copier = new ChunkCopier(run, run.scope(), (rows, bytes) -> {});
    }

    /** The connections that one chunk after another is copied over. */
    private record Pair(SnapshotReader reader, TargetSession target) {
        void close() {
            reader.close();
            target.close();
        }
    }

    /**
     * Copies a chunk and commits it, unless that was done before.
     *
     * @throws dev.datamigration.failure.FailureException if it cannot; SnapshotLost also if the table was rewritten
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    public LoadedChunk load(ChunkToLoad wanted) {
        var pooled = idle.poll();
        if (pooled != null) {
            try {
                return load(wanted, pooled);
            } catch (FailureException e) {
                if (e.failure().code() != FailureCode.Unreachable) {
                    throw e;
                }
                // it was cut while it was idle: whoever took this helper for lost did so
            }
        }
        return load(wanted, open());
    }

    private LoadedChunk load(ChunkToLoad wanted, Pair pair) {
        try {
            var table = tables(pair).get(wanted.table());
            if (table == null) {
                throw new IllegalStateException(wanted.table() + " is not to be loaded");
            }
            var chunk = new Chunk(table, wanted.number(), new ChunkRange(wanted.lower(), wanted.upper()));
            var copied =
                    copier.copy(chunk, pair.reader(), pair.target()).orElseThrow(() -> RewrittenTables.failure(table));
            idle.push(pair);
            return new LoadedChunk(copied.rows(), copied.bytes());
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private Pair open() {
        var reader = snapshot.open(run.scope());
        try {
            return new Pair(reader, new TargetSession(run, run.scope(), "write"));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** As they were planned, which all of them are before any is copied. */
    private synchronized Map<TableName, LoadTable> tables(Pair pair) {
        if (tables == null) {
            var planned = pair.target()
                    .transaction("reading checkpoints", run.checkpoints().loadedTables()::all);
            var source = run.from().server().open(run.scope(), "plan");
            try {
                tables = SqlWork.call(
                        run.from().server(),
                        run.scope(),
                        "reading the tables",
                        () -> new LoadTables(run)
                                .incomplete(source, planned).stream()
                                        .collect(Collectors.toMap(LoadTable::name, Function.identity())));
            } finally {
                run.scope().close(source);
            }
        }
        return tables;
    }
}
