package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.transfer.Run;
import java.sql.Connection;

/** Marks the end of the log of the side that a run reads. */
public final class LogEnd implements AutoCloseable {
    private final Run run;
    private final Connection connection;

    private LogEnd(Run run, Connection connection) {
        this.run = run;
        this.connection = connection;
    }

    public static LogEnd open(Run run) {
        return new LogEnd(run, SyncConnections.open(run.source(), run.scope(), "marker", connection -> {
            try (var statement = connection.createStatement()) {
                // a mark that is not flushed is not sent either
                statement.execute("SET synchronous_commit = local");
            }
        }));
    }

    /** The end of the log now: the commit records of all transactions seen so far are before it. */
    public Lsn position() {
        return work(() -> {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT pg_catalog.pg_current_wal_insert_lsn()::text")) {
                result.next();
                return Lsn.parse(result.getString(1));
            }
        });
    }

    /** Writes something that changes nothing, so that the log moves past its end. */
    public void move() {
        work(() -> {
            try (var statement = connection.prepareStatement(
                    "SELECT pg_catalog.pg_logical_emit_message(true, 'datamigration', ?)")) {
                statement.setString(1, run.scope().taskId());
                return statement.execute();
            }
        });
    }

    /** The end of the log, and a move past it: everything committed before is applied once this position is. */
    public Lsn write() {
        var position = position();
        move();
        return position;
    }

    private <T> T work(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), run.scope(), "marking the end of the log", work);
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }
}
