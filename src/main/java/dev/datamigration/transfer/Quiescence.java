package dev.datamigration.transfer;

import dev.datamigration.database.postgres.Backends;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.failure.FailureException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes sure that nothing of a task runs on either server any more, once its own threads have ended. */
public final class Quiescence {
    private static final Logger LOG = Logger.getLogger(Quiescence.class);

    /**
     * How long a server that cannot be asked is asked again. Its connections are cut by then; what was running on it
     * ends with them, and cannot commit rows without the task's fence.
     */
    private static final long UNREACHABLE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long PAUSE_MILLIS = 500;

    private Quiescence() {}

    /** Blocks until both servers are quiet, or cannot be asked. */
    public static void await(Run run) {
        await(run, run.source());
        await(run, run.target());
    }

    private static void await(Run run, PostgresServer server) {
        var deadline = System.nanoTime() + UNREACHABLE_NANOS;
        while (true) {
            try {
                if (Backends.terminateOthers(server, run.scope())) {
                    return;
                }
            } catch (FailureException e) {
                if (System.nanoTime() > deadline) {
                    LOG.warnf(
                            "Task %s: the %s server cannot be asked whether anything still runs there: %s",
                            run.scope().taskId(), server.side(), e.getMessage());
                    return;
                }
            }
            run.scope().pause(PAUSE_MILLIS);
        }
    }
}
