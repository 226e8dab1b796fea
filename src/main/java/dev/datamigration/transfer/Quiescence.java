package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.failure.FailureException;

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
        FailureException first = null;
        for (var side : Side.values()) {
            var server = run.server(side);
            if (!server.contact().mayHaveSessions()) {
                continue;
            }
            try {
                Backends.terminateOthers(server, run.scope());
            } catch (FailureException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
