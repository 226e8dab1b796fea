package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;

/** The session of the side that is written to which writes rows as the side that was read has them. */
public final class ApplySession {
    private ApplySession() {}

    /** A connection that is not in autocommit mode. */
    public static Connection open(Run run, String purpose) {
        return run.to().rowWriting().session(run.scope(), purpose);
    }

    /**
     * Begins a transaction that writes rows beside the apply: fenced, and known as the task's own to whoever reads this
     * database's log for the way back.
     *
     * @throws dev.datamigration.failure.FailureException if a newer worker has taken over
     */
    public static void begin(Run run, Connection connection) throws SQLException {
        run.to().fence().check(connection, run.scope());
        if (run.plan().has(MigrationType.ReverseIncrement)) {
            run.applied().mark(connection);
        }
    }
}
