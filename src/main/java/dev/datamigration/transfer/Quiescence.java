package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Backends;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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
        var failures = Collections.synchronizedMap(new EnumMap<Side, FailureException>(Side.class));
        var source = OwnedThreads.submit("quiesce-" + run.scope().taskId(), () -> ask(run, Side.Source, failures));
        try {
            ask(run, Side.Target, failures);
        } finally {
            await(source);
        }
        return failures;
    }

    private static void ask(Run run, Side side, Map<Side, FailureException> failures) {
        var server = run.server(side);
        if (!server.contact().mayHaveSessions()) {
            return;
        }
        try {
            Backends.terminateOthers(server, run.scope());
        } catch (FailureException e) {
            failures.put(side, e);
        }
    }

    private static void await(Future<?> asking) {
        try {
            asking.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw (Error) e.getCause();
        }
    }
}
