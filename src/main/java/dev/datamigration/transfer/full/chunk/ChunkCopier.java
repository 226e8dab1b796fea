package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
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
 * Copies a chunk of a table with a key in one transaction with its checkpoint, any other table {@linkplain TableCopy in pieces}. The chunk's row is
 * locked meanwhile, and tells whether it was copied before.
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
     * Returns what is in the target of this chunk, whoever copied it; empty if its table was truncated or rewritten on the
     * source before.
     */
    public Optional<Copied> copy(Chunk chunk, SnapshotReader reader, TargetSession target) {
        return chunk.table().inChunks() ? copyRange(chunk, reader, target) : copyTable(chunk, reader, target);
    }

    private Optional<Copied> copyRange(Chunk chunk, SnapshotReader reader, TargetSession target) {
        return target.transaction("writing " + chunk, connection -> {
            run.to().loadTarget().lock(connection, chunk.table());
            Optional<Copied> before = run.checkpoints().chunks().claim(connection, chunk);
            if (before.isPresent()) {
                return count(before);
            }
            var copied = orExplain(chunk, () -> copyRange(chunk, reader, connection));
            if (copied.isPresent()) {
                run.checkpoints().chunks().finish(connection, chunk, copied.get(), scope);
            }
            return copied;
        });
    }

    private Optional<Copied> copyTable(Chunk chunk, SnapshotReader reader, TargetSession target) {
        var before = target.transaction("beginning " + chunk, connection -> {
            var found = run.checkpoints().chunks().claim(connection, chunk);
            // whoever has the table locked is waited for before the source's is read, which is locked meanwhile
            run.to().loadTarget().lock(connection, chunk.table());
            return found;
        });
        if (before.isPresent()) {
            return count(before);
        }
        var copy = new TableCopy(run, scope, counter, chunk);
        return orExplain(chunk, () -> reader.read(chunk.table(), false, source -> copy.copy(source, target)));
    }

    private Optional<Copied> count(Optional<Copied> before) {
        before.ifPresent(copied -> counter.copied(copied.rows(), copied.bytes()));
        return before;
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

    private Optional<Copied> copyRange(Chunk chunk, SnapshotReader reader, Connection target) {
        var rows = new RowSelection.InRange(chunk.range());
        return reader.read(
                chunk.table(),
                rows.byKey(),
                source ->
                        new CopyPipe(run, scope, counter, chunk.toString()).copy(chunk.table(), rows, source, target));
    }
}
