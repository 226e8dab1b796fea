package dev.datamigration.transfer.run;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the addresses of both databases still lead to the servers that a run is bound to. A failover need not cut
 * connections to the old server, and a proxy may lead only new ones elsewhere.
 */
public final class ServerProbe {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Run run;
    private long last = System.nanoTime();

    public ServerProbe(Run run) {
        this.run = run;
    }

    /**
     * Looks if it is time to. A server that cannot be asked is left to those who work with it.
     *
     * @throws FailureException ServerChanged
     */
    public void tick() {
        if (System.nanoTime() - last < INTERVAL_NANOS) {
            return;
        }
        last = System.nanoTime();
        for (var server : List.of(run.source(), run.target())) {
            try {
                look(server, run.scope());
            } catch (FailureException e) {
                if (e.failure().code() == FailureCode.ServerChanged) {
                    throw e;
                }
            }
        }
    }

    /**
     * Looks at both, before something is said of both.
     *
     * @throws FailureException ServerChanged, or if one of them cannot be asked
     */
    public static void look(Run run) {
        look(run.source(), run.scope());
        look(run.target(), run.scope());
    }

    private static void look(Server server, RunScope scope) {
        if (server.pin() != null) {
            scope.close(server.open(scope, "probe"));
        }
    }
}
