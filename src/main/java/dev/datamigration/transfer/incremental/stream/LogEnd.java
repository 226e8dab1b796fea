package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.transfer.run.Run;
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
        return new LogEnd(
                run,
                SqlWork.open(
                        run.from().server(), run.scope(), "marker", run.from().changeLog()::sendAtOnce));
    }

    /** On a connection of somebody else, who closes it. */
    static LogEnd on(Run run, Connection connection) {
        SqlWork.run(
                run.from().server(),
                run.scope(),
                "preparing a connection",
                () -> run.from().changeLog().sendAtOnce(connection));
        return new LogEnd(run, connection);
    }

    /** The end of the log now: the commit records of all transactions seen so far are before it. */
    public Position position() {
        return work(() -> log().end(connection));
    }

    /** Writes something that changes nothing, so that the log moves past its end. */
    public void move() {
        work(() -> {
            log().move(connection, run.scope().taskId());
            return null;
        });
    }

    /** The end of the log, and a move past it: everything committed before is applied once this position is. */
    public Position write() {
        var position = position();
        move();
        return position;
    }

    private ChangeLog log() {
        return run.from().changeLog();
    }

    private <T> T work(SqlWork.Call<T> work) {
        return SqlWork.call(run.from().server(), run.scope(), "marking the end of the log", work);
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }
}
