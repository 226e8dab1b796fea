package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.failure.FailureException;
import java.util.EnumMap;
import java.util.Map;

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

    /** As {@link #reach}, but tells of each server that cannot be asked, or whose sessions do not end. */
    public static Map<Side, FailureException> attempt(Run run) {
        var failures = new EnumMap<Side, FailureException>(Side.class);
        for (var side : Side.values()) {
            var server = run.server(side);
            if (!server.contact().mayHaveSessions()) {
                continue;
            }
            try {
                Backends.terminateOthers(server, run.scope());
            } catch (FailureException e) {
                failures.put(side, e);
            }
        }
        return failures;
    }
}
