package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.Direction;
import dev.datamigration.transfer.Run;
import org.jboss.logging.Logger;

/**
 * Brings the positions of sequences over when a task ends: the log has none of them, so that without a switchover they would
 * stay as the load found them. As in a switchover, a sequence of the target is only ever set further.
 */
public final class SequencesAtEnd {
    private static final Logger LOG = Logger.getLogger(SequencesAtEnd.class);
    private static final int FIRST_ROUND = 1;

    private static final String HAS_APPLIED = """
            SELECT EXISTS (SELECT 1 FROM datamigration.applied WHERE task_id = ? AND direction = ?)
            """;

    private SequencesAtEnd() {}

    /** For a task that has applied changes on its target; what cannot be set is logged with its SQL, and holds nothing up. */
    public static void bring(Run run) {
        try (var sides = new BothSides(new SwitchoverRound(run, FIRST_ROUND))) {
            if (hasApplied(run, sides)) {
                new SequenceActions().find(sides).forEach(action -> set(run, sides, action));
            }
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            LOG.warnf(
                    "Task %s: sequences were not brought over: %s", run.scope().taskId(), e.getMessage());
        }
    }

    private static boolean hasApplied(Run run, BothSides sides) {
        return SqlWork.call(run.server(Side.Target), run.scope(), "reading the checkpoints", () -> {
            var connection = sides.of(Side.Target).connection();
            try (var exists = connection.createStatement();
                    var row =
                            exists.executeQuery("SELECT pg_catalog.to_regclass('datamigration.applied') IS NOT NULL")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
            try (var statement = connection.prepareStatement(HAS_APPLIED)) {
                statement.setString(1, run.scope().taskId());
                statement.setString(2, Direction.Forward.key());
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    private static void set(Run run, BothSides sides, PostSwitchoverAction action) {
        if (action.isManual()) {
            LOG.warnf("Task %s: %s: %s %s", run.scope().taskId(), action.name(), action.plan(), action.sql());
            return;
        }
        try {
            SqlWork.run(
                    run.server(action.side()),
                    run.scope(),
                    "setting " + action.name(),
                    () -> action.work().run(sides.of(action.side()).connection()));
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            LOG.warnf(
                    "Task %s: %s was not set (%s): %s",
                    run.scope().taskId(), action.name(), e.getMessage(), action.sql());
        }
    }
}
