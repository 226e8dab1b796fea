package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.copy.CopyPipe;
import dev.datamigration.transfer.full.copy.TableCopy;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.EnumDrift;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies a chunk of a table with a key in the transaction that has taken it and says that it is finished, any other table
 * {@linkplain TableCopy in pieces}.
 */
public final class ChunkCopier {
    private final Run run;
    private final RunScope scope;
    private final CopyPipe.RowCounter counter;

    /** @param counter told of rows as they pass */
    public ChunkCopier(Run run, RunScope scope, CopyPipe.RowCounter counter) {
        this.run = run;
        this.scope = scope;
        this.counter = counter;
    }

    /**
     * Copies a chunk that the open transaction of the target has taken; returns nothing if its table was truncated or rewritten
     * on the source before.
     */
    Optional<Copied> copyRange(Chunk chunk, SnapshotReader reader, Connection target) {
        writing(chunk, () -> run.to().loadTarget().lock(target, chunk.table()));
        var copied = orExplain(chunk, () -> readRange(chunk, reader, target));
        if (copied.isPresent()) {
            writing(chunk, () -> run.checkpoints().chunks().finish(target, chunk, copied.get(), scope));
        }
        return copied;
    }

    /** Keeps a chunk for {@link #copyTable} that the open transaction of the target has taken. */
    void begin(Chunk chunk, Connection target) {
        writing(chunk, () -> {
            run.checkpoints().chunks().hold(target, chunk);
            // whoever has the table locked is waited for before the source's is read, which is locked meanwhile
            run.to().loadTarget().lock(target, chunk.table());
        });
    }

    /** As {@link #copyRange}, of a table that is one chunk. */
    Optional<Copied> copyTable(Chunk chunk, SnapshotReader reader, TargetSession target) {
        var copy = new TableCopy(run, scope, counter, chunk);
        var copied = orExplain(
                chunk, () -> reader.read(chunk.table(), RowSelection.ALL, source -> copy.copy(source, target)));
        if (copied.isEmpty()) {
            target.change(
                    "giving up " + chunk,
                    connection -> run.checkpoints().chunks().giveUp(connection, chunk));
        }
        return copied;
    }

    private void writing(Chunk chunk, SqlWork.Action work) {
        SqlWork.run(run.to().server(), scope, "writing " + chunk, work);
    }

    private Optional<Copied> orExplain(Chunk chunk, Supplier<Optional<Copied>> work) {
        try {
            return work.get();
        } catch (FailureException e) {
            var table = chunk.table().table();
            throw e.failure().code() == FailureCode.RowRefused
                    ? EnumDrift.of(run, scope, table.name(), table.target()).orElse(e)
                    : e;
        }
    }

    private Optional<Copied> readRange(Chunk chunk, SnapshotReader reader, Connection target) {
        var rows = new RowSelection.InRange(chunk.range());
        return reader.read(
                chunk.table(),
                rows,
                source ->
                        new CopyPipe(run, scope, counter, chunk.toString()).copy(chunk.table(), rows, source, target));
    }
}
