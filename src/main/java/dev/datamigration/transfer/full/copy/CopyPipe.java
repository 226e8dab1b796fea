package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.TableInput;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.full.table.Copied;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Streams the output of one COPY into another, in {@linkplain RowBatches batches}. The driver holds one row whole, so that memory is bounded by
 * the widest row (and the server's own limit of 1 GB), not by the number of rows.
 */
public final class CopyPipe {
    private final Run run;
    private final RunScope scope;
    private final RowCounter counter;
    private final String what;
    private long bytes;
    private long countedRows;

    /** Is told of rows as they pass; the last call corrects the sum of rows. */
    @FunctionalInterface
    public interface RowCounter {
        void copied(long rows, long bytes);
    }

    /** @param what is copied, for messages */
    public CopyPipe(Run run, RunScope scope, RowCounter counter, String what) {
        this.run = run;
        this.scope = scope;
        this.counter = counter;
        this.what = what;
    }

    /** Copies until the source's end; both connections are in a transaction, which stays open. */
    public Copied copy(Connection source, String outSql, Connection target, String inSql) {
        var out = fromSource(() -> copyApi(source).copyOut(outSql));
        var in = toTarget(() -> TableInput.open(target, inSql));
        var batches = new RowBatches(run, what, batch -> write(in, batch));
        for (var row = read(out); row != null; row = read(out)) {
            batches.add(row);
        }
        batches.flush();
        var written = toTarget(in::end);
        var read = out.getHandledRowCount();
        if (written != read) {
            throw dropped(what, read, written);
        }
        // messages were counted, and the binary format has one more than rows
        counter.copied(written - countedRows, 0);
        return new Copied(written, bytes);
    }

    private void write(TableInput in, RowBatch batch) {
        run.limiter().acquire(scope, batch.rows(), batch.length());
        toTarget(() -> {
            in.write(batch.data(), batch.length());
            return null;
        });
        bytes += batch.length();
        countedRows += batch.rows();
        counter.copied(batch.rows(), batch.length());
    }

    private byte[] read(CopyOut out) {
        return fromSource(out::readFromCopy);
    }

    private <T> T fromSource(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), scope, "reading " + what, work);
    }

    private <T> T toTarget(SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), scope, "writing " + what, work);
    }

    static CopyManager copyApi(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Rows that were written to the target and are not there. */
    static FailureException dropped(String what, long read, long written) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                Side.Target,
                "The target took %d of %s of %s.".formatted(written, Quantity.of(read, "row"), what),
                "Disable triggers of that table that fire ALWAYS on the target, then resume."));
    }
}
