package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.database.postgres.PostgresFailures;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.checkpoint.StrandedRows;
import dev.datamigration.transfer.incremental.StrandedWrites;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives back everything a task holds on both servers, and leaves the data. Each side is tried whatever the other does, once
 * nothing of the task runs there any more.
 */
public final class Release {
    private final Run run;
    private final Map<Side, FailureException> unanswering;
    private final Map<Side, Owed> owed;
    private final boolean acknowledged;
    private final List<String> leftBehind = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private Failure failure;

    private Release(Run run, Map<Side, FailureException> unanswering, Map<Side, Owed> owed) {
        this.run = run;
        this.unanswering = unanswering;
        this.owed = owed;
        this.acknowledged = StrandedWrites.acknowledged(run, unanswering.keySet());
    }

    /**
     * What could not be put back on a side; the other one keeps its checkpoints, which remember it.
     *
     * @param statements what puts it back
     */
    public record Owed(Failure failure, List<String> statements) {}

    /**
     * What came of it.
     *
     * @param failure why something is left, or null if nothing is
     * @param leftBehind what is left, each with where it is and the SQL that removes it
     * @param kept where rows are that nobody has acknowledged, each with the SQL that reads and drops them
     */
    public record Outcome(Failure failure, List<String> leftBehind, List<String> kept) {
        /** Where no rows are kept. */
        public Outcome(Failure failure, List<String> leftBehind) {
            this(failure, leftBehind, List.of());
        }

        public boolean complete() {
            return failure == null;
        }
    }

    /**
     * Idempotent: what is gone already counts as released.
     *
     * @param unanswering servers that are known not to answer, and are not asked again
     * @param owed by the side on which it is to be put back
     */
    public static Outcome of(Run run, Map<Side, FailureException> unanswering, Map<Side, Owed> owed) {
        var release = new Release(run, unanswering, owed);
        for (var side : Side.values()) {
            release.on(side);
        }
        return new Outcome(release.failure, List.copyOf(release.leftBehind), List.copyOf(release.kept));
    }

    /** Nobody reads or writes any more, so the order does not matter but to the publication, which holds a checkpoint. */
    private void on(Side side) {
        var task = run.scope().taskId();
        var read = run.directed(Direction.from(side));
        var remembered = owed.get(side == Side.Source ? Side.Target : Side.Source);
        var remembers = remembered != null && !remembered.statements().isEmpty();
        on(run.server(side), HeldResources.on(run.server(side).access(), task), connection -> {
            LogicalSlots.drop(connection, read.slotName());
            Publications.drop(connection, read.publicationName());
            if (!remembers) {
                forget(connection, side);
            }
        });
        if (remembers) {
            failure = remembered.failure();
            leftBehind.add(HeldResources.remembered(run, side, remembered.statements()));
        }
    }

    /** Rows that nobody has acknowledged are kept first; found again where an earlier attempt has kept them. */
    private void forget(Connection connection, Side side) throws SQLException {
        var task = run.scope().taskId();
        if (!acknowledged) {
            StrandedRows.keep(connection, task);
        }
        CheckpointSchema.drop(connection, task);
        StrandedRows.kept(connection, task)
                .ifPresent(
                        rows -> kept.add(HeldResources.stranded(run.server(side).access(), task, rows)));
    }

    private void on(PostgresServer server, String held, SqlAction action) {
        try {
            if (unanswering.containsKey(server.side())) {
                throw unanswering.get(server.side());
            }
            Backends.terminateOthers(server, run.scope());
            var connection = server.open(run.scope(), "release");
            try {
                action.on(connection);
            } finally {
                run.scope().close(connection);
            }
        } catch (SQLException e) {
            note(held, PostgresFailures.of(e, server.access(), "releasing what the task holds"));
        } catch (FailureException e) {
            note(held, e);
        }
    }

    private void note(String held, FailureException cause) {
        failure = cause.failure();
        leftBehind.add(held);
    }

    @FunctionalInterface
    private interface SqlAction {
        void on(Connection connection) throws SQLException;
    }
}
