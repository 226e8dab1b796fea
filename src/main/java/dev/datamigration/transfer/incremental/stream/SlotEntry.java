package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.database.postgres.replication.SlotState;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.CheckpointFailures;
import dev.datamigration.transfer.run.Recovery;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;

/** Makes sure that the task's slot is there, whole, and free to be read. */
public final class SlotEntry {
    private static final long PAUSE_MILLIS = 50;
    private static final int ATTEMPTS = 400;

    private final Run run;

    public SlotEntry(Run run) {
        this.run = run;
    }

    /**
     * Ends a sender that a dead worker of this task left behind.
     *
     * @param applied up to where the target has everything, or null where it has nothing
     * @return the state of the slot, which nobody reads
     * @throws FailureException SlotLost; CheckpointsBehind if it has moved beyond that; ServerBusy if somebody else reads it
     */
    public SlotState take(Connection connection, Position applied) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var state = find(connection);
            if (!state.active()) {
                checkNotAhead(state, applied);
                return state;
            }
            terminateOurs(connection, state.activePid());
            run.scope().pause(PAUSE_MILLIS);
        }
        throw new FailureException(new Failure(
                FailureCode.ServerBusy,
                run.source().side(),
                "The replication slot %s is being read by another session.".formatted(run.slotName()),
                "End that session (pg_replication_slots.active_pid)."));
    }

    /** @throws FailureException SlotLost */
    SlotState find(Connection connection) {
        var state = work(() -> LogicalSlots.find(connection, run.slotName()))
                .orElseThrow(() -> lost("The replication slot %s is not on the source any more."));
        if (state.lost()) {
            throw lost("The source has removed log that the replication slot %s still needed.");
        }
        return state;
    }

    private void checkNotAhead(SlotState state, Position applied) {
        if (applied != null && state.confirmedFlush() != null && !applied.covers(state.confirmedFlush())) {
            throw CheckpointFailures.slotIsAhead(run, state.confirmedFlush(), applied);
        }
    }

    private void terminateOurs(Connection connection, Integer pid) {
        if (pid == null) {
            return;
        }
        var ours = PostgresServer.applicationName(run.scope().taskId(), "");
        work(() -> {
            try (var statement = connection.prepareStatement("""
                    SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
                     WHERE pid = ? AND pg_catalog.starts_with(application_name, ?)
                    """)) {
                statement.setInt(1, pid);
                statement.setString(2, ours);
                return statement.execute();
            }
        });
    }

    private FailureException lost(String message) {
        return Recovery.failure(
                run,
                FailureCode.SlotLost,
                run.source().side(),
                run.direction()
                        .tell(
                                message
                                        + " Changes of the source are missing (look at max_slot_wal_keep_size, at who drops slots there, and whether a failover left it behind).")
                        .formatted(run.slotName()),
                run.slotName(),
                run.known().applied(run.direction()));
    }

    private <T> T work(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), run.scope(), "looking at the replication slot", work);
    }
}
