package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.ChunkStore;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Takes one chunk after another from the checkpoints and copies it, as do all others of the task, in this process or in another:
 * whoever comes to a chunk first has it until it is copied, or until its session ends. For one thread.
 */
public final class ChunkLoader {
    private final Run run;
    private final RunScope scope;
    private final ChunkCopier copier;
    private final LoadShare share;
    private final BiConsumer<Chunk, Copied> listener;
    private final ChunkStore chunks;
    private long place;

    /** @param copied told of each chunk that this thread has copied and committed */
    public ChunkLoader(Run run, RunScope scope, ChunkCopier copier, LoadShare share, BiConsumer<Chunk, Copied> copied) {
        this.run = run;
        this.scope = scope;
        this.copier = copier;
        this.share = share;
        this.listener = copied;
        this.chunks = run.checkpoints().chunks();
    }

    /** Copies chunks until there will be no more. */
    public void load(Snapshot snapshot) {
        try (var reader = snapshot.open(scope);
                var target = new TargetSession(run, scope, "write")) {
            long seen;
            do {
                scope.throwIfCancelled();
                seen = share.plannedSoFar();
            } while (copyNext(reader, target) || share.awaitChunk(seen));
        }
    }

    /**
     * What came of taking a chunk.
     *
     * @param copied empty if its table was rewritten; null if it is not copied yet
     */
    private record Step(Chunk chunk, Optional<Copied> copied) {}

    private boolean copyNext(SnapshotReader reader, TargetSession target) {
        var step = target.transaction("copying a chunk", connection -> step(connection, reader));
        if (step.isEmpty()) {
            return false;
        }
        var chunk = step.get().chunk();
        var copied = step.get().copied() == null
                ? copier.copyTable(chunk, reader, target)
                : step.get().copied();
        copied.ifPresentOrElse(
                done -> {
                    listener.accept(chunk, done);
                    share.moved(1);
                },
                () -> share.rewritten(chunk.table()));
        return true;
    }

    private Optional<Step> step(Connection connection, SnapshotReader reader) throws SQLException {
        var taken = take(connection);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var chunk = taken.get();
        if (chunk.table().inChunks()) {
            return Optional.of(new Step(chunk, copier.copyRange(chunk, reader, connection)));
        }
        copier.begin(chunk, connection);
        return Optional.of(new Step(chunk, null));
    }

    /** Mostly the next in the order; what others have left behind is looked for where there is none. */
    private Optional<Chunk> take(Connection connection) throws SQLException {
        var passedOver = share.passedOver();
        var taken = chunks.take(connection, place, passedOver);
        if (taken.isEmpty() && place > 0) {
            taken = chunks.take(connection, 0, passedOver);
        }
        place = taken.map(ChunkStore.TakenChunk::place).orElse(0L);
        return taken.map(chunk -> new Chunk(share.table(chunk.table()), chunk.number(), chunk.range()));
    }
}
