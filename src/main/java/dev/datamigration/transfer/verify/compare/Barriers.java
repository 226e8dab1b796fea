package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.Position;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.transfer.AppliedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Tells when the target has everything that was committed on the source before a moment. */
public final class Barriers {
    private static final long POLL_MILLIS = 50;

    private final AppliedPosition applied;
    private final ChangeLog log;
    private final ComparisonSession source;

    /**
     * @param applied null where nothing is applied, and so nothing to wait for
     * @param log of the source
     * @param source of its own, in autocommit mode
     */
    public Barriers(AppliedPosition applied, ChangeLog log, ComparisonSession source) {
        this.applied = applied;
        this.log = log;
        this.source = source;
    }

    public boolean exist() {
        return applied != null;
    }

    /** Raises one at the end of the source's log and makes the log move past it; it says whether it is passed. */
    public BooleanSupplier raise() {
        if (applied == null) {
            return () -> true;
        }
        var position = movedLog();
        return () -> applied.applied().covers(position);
    }

    /**
     * Waits until changes of after this moment are applied: only then is it certain that the log that is read continues what
     * the target has. Before, it may still turn out that something is lost, and that no earlier result counts.
     *
     * @throws StopSignal.Halted if nothing is to be compared any more
     */
    public void awaitChanges(StopSignal stopSignal) {
        var passed = raise();
        while (!passed.getAsBoolean()) {
            stopSignal.pause(POLL_MILLIS);
        }
    }

    /** The end of the source's log. */
    public synchronized Position endOfLog() {
        return source.ask(log::end);
    }

    /** Does something while nothing is applied; false if that is not possible now. */
    public boolean standStill(Runnable work) {
        if (applied != null) {
            return applied.standStill(work);
        }
        work.run();
        return true;
    }

    private synchronized Position movedLog() {
        return source.ask(this::moveLog);
    }

    private Position moveLog(Connection connection) throws SQLException {
        var end = log.end(connection);
        log.move(connection, "verification");
        return end;
    }
}
