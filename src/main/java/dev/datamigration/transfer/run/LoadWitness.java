package dev.datamigration.transfer.run;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ChangeCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds what the log of the source had before the position as of which an interrupted load went on. The slot is told of nothing before changes are applied, so that all of it comes again. Nothing
 * here begins or ends a transaction.
 *
 * @param position as of which tables were loaded
 * @param transaction the last one before it, or null where there was none
 * @param committedAt when that was committed, or null
 */
public record LoadWitness(Position position, TransactionId transaction, Instant committedAt) {

    /** Empty where the load was never interrupted. */
    public static Optional<LoadWitness> read(Connection connection, Run run) throws SQLException {
        return run.checkpoints()
                .resumedLoad()
                .read(connection)
                .map(known -> new LoadWitness(known.position(), known.transaction(), known.committedAt()));
    }

    /** Takes the place of an earlier one. */
    public void place(Connection connection, Run run) throws SQLException {
        run.checkpoints()
                .resumedLoad()
                .place(connection, new AppliedRecord(position, transaction, committedAt, ChangeCounts.NONE));
    }

    /** What was loaded as of positions of that log is left to a verification. */
    public static void remove(Connection connection, Run run) throws SQLException {
        run.checkpoints().resumedLoad().remove(connection);
    }
}
