package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.transfer.AppliedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Tells when the target has everything that was committed on the source before a moment. */
final class Barriers {
    private static final long POLL_MILLIS = 50;

    private final AppliedPosition applied;
    private final Session source;

    /**
     * @param applied null where nothing is applied, and so nothing to wait for
     * @param source of its own, in autocommit mode
     */
    Barriers(AppliedPosition applied, Session source) {
        this.applied = applied;
        this.source = source;
    }

    boolean exist() {
        return applied != null;
    }

    /** Raises one at the end of the source's log and makes the log move past it; it says whether it is passed. */
    BooleanSupplier raise() {
        if (applied == null) {
            return () -> true;
        }
        var position = movedLog();
        return () -> applied.applied().isAtLeast(position);
    }

    /**
     * Waits until changes of after this moment are applied: only then is it certain that the log that is read continues what
     * the target has. Before, it may still turn out that something is lost, and that no earlier result counts.
     *
     * @throws StopSignal.Halted if nothing is to be compared any more
     */
    void awaitChanges(StopSignal stopSignal) {
        var passed = raise();
        while (!passed.getAsBoolean()) {
            stopSignal.pause(POLL_MILLIS);
        }
    }

    /** The end of the source's log. */
    synchronized Lsn endOfLog() {
        return source.ask(Barriers::endOfLog);
    }

    /** Does something while nothing is applied; false if that is not possible now. */
    boolean standStill(Runnable work) {
        if (applied != null) {
            return applied.standStill(work);
        }
        work.run();
        return true;
    }

    private synchronized Lsn movedLog() {
        return source.ask(Barriers::moveLog);
    }

    private static Lsn endOfLog(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT pg_current_wal_insert_lsn()::text")) {
            result.next();
            return Lsn.parse(result.getString(1));
        }
    }

    private static Lsn moveLog(Connection connection) throws SQLException {
        var end = endOfLog(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_logical_emit_message(true, 'datamigration', 'verification')");
        }
        return end;
    }
}
