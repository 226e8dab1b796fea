package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.PieceStore;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTarget;
import dev.datamigration.database.load.RowSink;
import dev.datamigration.database.load.SnapshotLost;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The copy of one table that is no ranges of a key, in pieces: one read of the source, and a transaction of the target for each piece, which says in
 * {@link PieceStore} that the table is there in part. Nobody can go on where such a copy ended, since rows of it cannot be told apart:
 * whoever copies the table next removes them in the transaction that begins anew, after which the copy before is refused.
 *
 * <p>Where the table has rows that no copy of ours wrote, or shares some with a table that is copied by itself, it is one
 * transaction, so that no row is ever removed but those of the copy.
 */
public final class TableCopy {
    private final Run run;
    private final RunScope scope;
    private final CopyPipe.RowCounter counter;
    private final Chunk chunk;
    private final PieceStore pieces;
    private final String attempt = UUID.randomUUID().toString();
    private PieceLimit limit;
    private boolean begun;
    private long rows;
    private long bytes;

    /** @param chunk all of a table */
    public TableCopy(Run run, RunScope scope, CopyPipe.RowCounter counter, Chunk chunk) {
        this.run = run;
        this.scope = scope;
        this.counter = counter;
        this.chunk = chunk;
        this.pieces = run.checkpoints().pieces();
        this.limit = PieceLimit.of(run.plan().fullMigration());
    }

    /**
     * Copies all rows and says that the chunk is finished.
     *
     * @param source that sees the load's snapshot
     * @throws FailureException SnapshotLost if another worker of the task has begun to copy the table meanwhile
     */
    public Copied copy(Connection source, TargetSession target) {
        try (var ahead = RowsAhead.start(run, scope, source, chunk.table(), chunk.toString())) {
            boolean ended;
            do {
                ahead.await();
                var bytesBefore = bytes;
                var started = System.nanoTime();
                ended = target.transaction("writing " + chunk, connection -> writePiece(connection, ahead));
                limit = limit.after(
                        bytes - bytesBefore,
                        System.nanoTime() - started,
                        PieceLimit.of(run.plan().fullMigration()));
            } while (!ended);
            if (rows != ahead.rows()) {
                throw new IllegalStateException(
                        "%d rows of %s were read and %d written".formatted(ahead.rows(), chunk, rows));
            }
            return new Copied(rows, bytes);
        }
    }

    /** Says whether it was the last. */
    private boolean writePiece(Connection connection, RowsAhead ahead) throws SQLException {
        if (run.checkpoints().chunks().lock(connection, chunk)) {
            throw begunAnew();
        }
        if (!begun) {
            clear(connection);
        }
        loadTarget().lock(connection, chunk.table());
        if (!begun && !mayBeInPart(connection)) {
            limit = PieceLimit.NONE;
        }
        writeRows(connection, ahead);
        var ended = ahead.isOver();
        note(connection, ended);
        begun = true;
        return ended;
    }

    private void writeRows(Connection connection, RowsAhead ahead) {
        RowSink in = toTarget(() -> run.pairing().rowPipe().write(connection, chunk.table()));
        var pieceRows = 0L;
        var pieceBytes = 0L;
        var until = limit.until(System.nanoTime());
        while (!limit.isReached(pieceRows, pieceBytes)) {
            var batch = ahead.next(until);
            if (batch.isEmpty()) {
                break;
            }
            write(in, batch.get());
            counter.copied(batch.get().rows(), batch.get().length());
            pieceRows += batch.get().rows();
            pieceBytes += batch.get().length();
        }
        long written = toTarget(in::end);
        if (written != pieceRows) {
            throw CopyPipe.dropped(chunk.toString(), pieceRows, written);
        }
        rows += pieceRows;
        bytes += pieceBytes;
    }

    private void note(Connection connection, boolean ended) throws SQLException {
        var table = chunk.table().table();
        var copied = new Copied(rows, bytes);
        if (!begun && ended) {
            pieces.end(connection, table);
        } else if (!begun) {
            pieces.first(connection, table, attempt, copied);
        } else if (!(ended
                ? pieces.end(connection, table, attempt)
                : pieces.next(connection, table, attempt, copied))) {
            throw begunAnew();
        }
        if (ended) {
            run.checkpoints().chunks().finish(connection, chunk, copied, scope);
        }
    }

    /** What a copy before this one left is removed; that it is of such a copy was committed together with it. */
    private void clear(Connection connection) throws SQLException {
        var same = pieces.isIn(connection, chunk.table().table());
        if (same.isEmpty()) {
            return;
        }
        if (same.get()) {
            loadTarget().empty(connection, chunk.table());
        } else if (loadTarget().hasRows(connection, onTarget())) {
            throw replaced();
        }
    }

    private boolean mayBeInPart(Connection connection) throws SQLException {
        return !loadTarget().hasRows(connection, onTarget())
                && !pieces.isShared(connection, chunk.table().table());
    }

    private LoadTarget loadTarget() {
        return run.to().loadTarget();
    }

    private TableName onTarget() {
        return chunk.table().table().target();
    }

    private void write(RowSink in, RowBatch batch) {
        toTarget(() -> {
            in.write(batch.data(), batch.length());
            return null;
        });
    }

    private <T> T toTarget(SqlWork.Call<T> work) {
        return SqlWork.call(run.to().server(), scope, "writing " + chunk, work);
    }

    private FailureException begunAnew() {
        return SnapshotLost.because("Another worker of the task has begun to copy the table "
                + chunk.table().name() + " meanwhile");
    }

    private FailureException replaced() {
        return new FailureException(new Failure(
                FailureCode.TargetSchemaChanged,
                Side.Target,
                "The table %s of the target is another one than the one that this task has copied rows into, and has rows that are not known to be of this task."
                        .formatted(onTarget()),
                "Give that table another name if its rows are needed, make %s anew, empty, and resume."
                        .formatted(onTarget())));
    }
}
