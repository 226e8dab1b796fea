package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.Map;
import java.util.Optional;

/** Makes sure that nothing of a task runs on either server any more, once its own threads have ended. */
public final class Quiescence {
    private Quiescence() {}

    /**
     * Ends the task's sessions on both servers, and returns once both have said that there are none. Each is asked whatever
     * becomes of the other. One that neither this worker nor an earlier one has ever reached has none; that there was no earlier
     * one is what a status says, which may have been put back: so it is asked all the same where the other one holds
     * something of the task.
     *
     * @throws FailureException of the first server that cannot be asked, or whose sessions do not end
     */
    public static void reach(Run run) {
        var failures = attempt(run).values().iterator();
        if (failures.hasNext()) {
            throw failures.next();
        }
    }

    /**
     * As {@link #reach}, but tells of each server that cannot be asked, or whose sessions do not end. Both are asked at the
     * same time, so that an attempt takes no longer than the slower of them.
     */
    public static Map<Side, FailureException> attempt(Run run) {
        var failures = EachSide.atOnce(
                "quiesce-" + run.scope().taskId(),
                side -> mayHaveSessions(run, side) ? ask(run, side) : Optional.<FailureException>empty());
        for (var side : Side.values()) {
            if (failures.isEmpty() && !mayHaveSessions(run, side) && mayHaveSessions(run, side.other())) {
                askWhereHeld(run, side.other(), side, failures);
            }
        }
        return failures;
    }

    private static boolean mayHaveSessions(Run run, Side side) {
        return run.of(side).server().contact().mayHaveSessions();
    }

    private static Optional<FailureException> ask(Run run, Side side) {
        try {
            run.of(side).sessions().terminateOthers(run.scope());
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e);
        }
    }

    private static void askWhereHeld(Run run, Side reached, Side unreached, Map<Side, FailureException> failures) {
        try {
            if (FoundResources.on(run, reached).exist()) {
                ask(run, unreached).ifPresent(e -> failures.put(unreached, e));
            }
        } catch (FailureException e) {
            failures.put(reached, e);
        }
    }
}
