package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.WholeTableCopy;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.EnumDrift;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.util.Optional;

/** Copies a chunk in one transaction with its checkpoint. The chunk's row is locked meanwhile, and tells whether it was copied before. */
final class ChunkCopier {
    private final Run run;
    private final RunScope scope;
    private final LoadCheckpoints checkpoints;
    private final CopyPipe.RowCounter counter;

    /** @param counter told of rows as they pass */
    ChunkCopier(Run run, RunScope scope, LoadCheckpoints checkpoints, CopyPipe.RowCounter counter) {
        this.run = run;
        this.scope = scope;
        this.checkpoints = checkpoints;
        this.counter = counter;
    }

    /**
     * Returns what is in the target of this chunk, whoever copied it; empty if its table was truncated or rewritten on the
     * source before.
     */
    Optional<Copied> copy(Chunk chunk, SourceReader reader, TargetSession target) {
        return target.transaction("writing " + chunk, connection -> {
            TargetColumnTypes.lockAndCheck(connection, chunk.table());
            Optional<Copied> before = checkpoints.claim(connection, chunk);
            if (before.isPresent()) {
                counter.copied(before.get().rows(), before.get().bytes());
                return before;
            }
            if (!chunk.table().inChunks()) {
                WholeTableCopy.announce(connection, scope, chunk.table().table().estimatedRows());
            }
            var copied = copyOrExplain(chunk, reader, connection);
            if (copied.isPresent()) {
                checkpoints.finish(connection, chunk, copied.get(), scope);
            }
            return copied;
        });
    }

    private Optional<Copied> copyOrExplain(Chunk chunk, SourceReader reader, Connection target) {
        try {
            return copy(chunk, reader, target);
        } catch (FailureException e) {
            var table = chunk.table().table();
            throw e.failure().code() == FailureCode.RowRefused
                    ? EnumDrift.of(run, scope, table.name(), table.target()).orElse(e)
                    : e;
        }
    }

    private Optional<Copied> copy(Chunk chunk, SourceReader reader, Connection target) {
        var table = chunk.table();
        var ranges = !chunk.range().isEverything();
        var condition = ranges ? table.key().within(chunk.range()) : "true";
        return reader.read(
                table,
                ranges,
                source -> new CopyPipe(run, scope, counter, chunk.toString())
                        .copy(source, CopySql.out(table, condition), target, CopySql.in(table)));
    }
}
