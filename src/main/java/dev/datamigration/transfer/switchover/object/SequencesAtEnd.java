package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.Server;
import dev.datamigration.database.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the positions of sequences over when a task ends: the log has none of them, so that without a switchover they would
 * stay as the load found them. As in a switchover, a sequence of the target is only ever set further.
 */
public final class SequencesAtEnd {
    private static final int FIRST_ROUND = 1;

    private final Run run;

    private SequencesAtEnd(Run run) {
        this.run = run;
    }

    /**
     * For a task that has applied changes on its target. What cannot be set holds nothing up.
     *
     * @param unanswering sides that are known not to answer, and are not asked
     * @return SQL for what was not set, with the reasons in comments; the empty text where nothing is left, and empty for a task
     *     that has applied nothing
     */
    public static Optional<String> bring(Run run, Set<Side> unanswering) {
        return new SequencesAtEnd(run).bring(unanswering);
    }

    private Optional<String> bring(Set<Side> unanswering) {
        try {
            if (!hasApplied(unanswering)) {
                return Optional.empty();
            }
            return Optional.of(unanswering.isEmpty() ? set() : script().fromColumns(unanswered(unanswering)));
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            return Optional.of(script().fromColumns(e.getMessage()));
        }
    }

    private SequenceScript script() {
        return new SequenceScript(run.of(Side.Target).switchover().nextValues());
    }

    private static String unanswered(Set<Side> sides) {
        return sides.size() > 1
                ? "neither server answers"
                : "the " + sides.iterator().next().word() + " does not answer";
    }

    /** An earlier attempt may have dropped the checkpoints, and the task's status may not know of the first change yet. */
    private boolean hasApplied(Set<Side> unanswering) {
        return run.known().applied(Direction.Forward) != null
                || !unanswering.contains(Side.Target)
                        && hasApplied(run.of(Side.Target).server());
    }

    private boolean hasApplied(Server target) {
        var applied = run.directed(Direction.Forward).applied();
        return SqlWork.call(target, run.scope(), "reading the checkpoints", () -> {
            try (var connection = target.open(run.scope(), "release")) {
                return applied.isKnown(connection);
            }
        });
    }

    private String set() {
        try (var sides = new BothSides(new SwitchoverRound(run, FIRST_ROUND))) {
            var left = new ArrayList<String>();
            for (var action : new SequenceActions().find(sides)) {
                set(sides, action).ifPresent(left::add);
            }
            return script().of(left);
        }
    }

    /** Returns why not and by what SQL it is set, where it was not. */
    private Optional<String> set(BothSides sides, PostSwitchoverAction action) {
        if (action.isManual()) {
            return Optional.of(SequenceScript.part(action.name() + ": " + action.plan(), null));
        }
        try {
            SqlWork.run(
                    run.of(action.side()).server(),
                    run.scope(),
                    "setting " + action.name(),
                    () -> action.work().run(sides.of(action.side()).connection()));
            return Optional.empty();
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            return Optional.of(SequenceScript.part(action.name() + ": " + e.getMessage(), action.sql()));
        }
    }
}
