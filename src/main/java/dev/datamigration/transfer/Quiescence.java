package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.failure.FailureException;
import java.util.Map;
import java.util.Optional;

/** Makes sure that nothing of a task runs on either server any more, once its own threads have ended. */
public final class Quiescence {
    private Quiescence() {}

    /**
     * Ends the task's sessions on both servers, and returns once both have said that there are none. Each is asked whatever
     * becomes of the other. One that neither this worker nor an earlier one has ever reached has none.
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
        return EachSide.atOnce("quiesce-" + run.scope().taskId(), side -> ask(run, side));
    }

    private static Optional<FailureException> ask(Run run, Side side) {
        var server = run.server(side);
        if (!server.contact().mayHaveSessions()) {
            return Optional.empty();
        }
        try {
            Backends.terminateOthers(server, run.scope());
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e);
        }
    }
}
