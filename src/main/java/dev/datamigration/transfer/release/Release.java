package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.incremental.StrandedWrites;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives back everything a task holds on both servers, and leaves the data. Both sides are tried at once, each whatever the
 * other does, once nothing of the task runs there any more.
 */
public final class Release {
    private final Run run;
    private final Map<Side, FailureException> unanswering;
    private final Map<Side, Owed> owed;
    private final boolean acknowledged;

    private Release(Run run, Map<Side, FailureException> unanswering, Map<Side, Owed> owed) {
        this.run = run;
        this.unanswering = unanswering;
        this.owed = owed;
        this.acknowledged = StrandedWrites.acknowledged(run, unanswering.keySet());
    }

    /**
     * Says what could not be put back on a side; the other one keeps its checkpoints, which remember it.
     *
     * @param statements what puts it back
     */
    public record Owed(Failure failure, List<String> statements) {}

    /**
     * Says what came of it.
     *
     * @param failure why something is left, or null if nothing is
     * @param leftBehind what is left, each with where it is and the SQL that removes it
     * @param kept where rows are that nobody has acknowledged, each with the SQL that reads and drops them
     * @param sequences the script for those of the target that were not set; empty where none is left, or null where nothing
     *     new is known of them
     */
    public record Outcome(Failure failure, List<String> leftBehind, List<String> kept, String sequences) {
        /** For a release that keeps no rows, and of whose sequences nothing is known. */
        public Outcome(Failure failure, List<String> leftBehind) {
            this(failure, leftBehind, List.of(), null);
        }

        /** The same, with what is known of the sequences of the target. */
        public Outcome withSequences(String script) {
            return new Outcome(failure, leftBehind, kept, script);
        }

        public boolean complete() {
            return failure == null;
        }

        /** Returns what came of this and that. */
        private Outcome and(Outcome that) {
            return new Outcome(
                    failure == null ? that.failure : failure,
                    joined(leftBehind, that.leftBehind),
                    joined(kept, that.kept),
                    null);
        }

        private static List<String> joined(List<String> one, List<String> other) {
            return Stream.concat(one.stream(), other.stream()).toList();
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
        var sides = EachSide.atOnce("release-" + run.scope().taskId(), side -> Optional.of(release.on(side)));
        return sides.get(Side.Source).and(sides.get(Side.Target));
    }

    /** Nobody reads or writes any more, so the order does not matter but to the publication, which holds a checkpoint. */
    private Outcome on(Side side) {
        var server = run.of(side).server();
        var read = run.directed(Direction.from(side));
        var remembered = owed.get(side.other());
        var remembers = remembered != null && !remembered.statements().isEmpty();
        var kept = new ArrayList<String>();
        var held = on(server, connection -> {
            read.capture().drop(connection);
            if (!remembers) {
                forget(connection, server).ifPresent(kept::add);
            }
        });
        var outcome = new Outcome(held, held == null ? List.of() : List.of(held(server)), kept, null);
        return remembers
                ? new Outcome(
                                remembered.failure(),
                                List.of(HeldResources.remembered(run, side, remembered.statements())))
                        .and(outcome)
                : outcome;
    }

    private String held(Server server) {
        return HeldResources.on(server.access(), run.scope().taskId());
    }

    /**
     * Rows that nobody has acknowledged are kept first; found again where an earlier attempt has kept them.
     *
     * @return where they are kept
     */
    private Optional<String> forget(Connection connection, Server server) throws SQLException {
        var rows = run.checkpoints(server.side()).forget(connection, !acknowledged);
        return rows.isPresent()
                ? Optional.of(
                        HeldResources.stranded(server.access(), run.scope().taskId(), rows.getAsLong()))
                : Optional.empty();
    }

    /** Returns why what is held there is left, or null if it is not. */
    private Failure on(Server server, SqlAction action) {
        try {
            if (unanswering.containsKey(server.side())) {
                throw unanswering.get(server.side());
            }
            run.of(server.side()).sessions().terminateOthers(run.scope());
            return SqlWork.connected(server, run.scope(), "release", "releasing what the task holds", connection -> {
                action.on(connection);
                return null;
            });
        } catch (FailureException e) {
            return e.failure();
        }
    }

    @FunctionalInterface
    private interface SqlAction {
        void on(Connection connection) throws SQLException;
    }
}
