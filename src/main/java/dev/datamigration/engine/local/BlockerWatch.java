package dev.datamigration.engine.local;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks, while a run gets on with nothing, whether somebody else holds it up: whoever waits for a lock cannot say so itself.
 * Names who it is, and ends the waiting after a while.
 */
final class BlockerWatch {
    private static final Logger LOG = Logger.getLogger(BlockerWatch.class);
    private static final long PAUSE_MILLIS = 2_000;

    private final Run run;
    private final ProgressBoard progressBoard;
    private final Runnable onChange;
    private final Map<Side, Connection> connections = new EnumMap<>(Side.class);
    private String blocker;
    private Instant since;
    private long sinceNanos;

    /** @param onChange called whenever what the board says about waiting has changed */
    BlockerWatch(Run run, ProgressBoard progressBoard, Runnable onChange) {
        this.run = run;
        this.progressBoard = progressBoard;
        this.onChange = onChange;
    }

    /**
     * Looks until the run ends.
     *
     * @throws FailureException BlockedByOthers, once somebody has held it up for too long
     */
    void watch() {
        try {
            while (true) {
                run.scope().pause(PAUSE_MILLIS);
                if (progressBoard.isStill()) {
                    look();
                } else {
                    closeConnections();
                    note(Optional.empty(), null);
                }
            }
        } finally {
            closeConnections();
        }
    }

    private void look() {
        try {
            for (var side : Side.values()) {
                var found = blockers(side);
                if (!found.isEmpty()) {
                    note(Optional.of(found.get(0)), side);
                    return;
                }
            }
            note(Optional.empty(), null);
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.BlockedByOthers) {
                throw e;
            }
            // whoever works on that server meets the same error and reports it
            LOG.debugf(e, "Task %s: cannot ask who holds it up", run.scope().taskId());
            closeConnections();
        }
    }

    private List<Blocker> blockers(Side side) {
        var server = run.server(side);
        var connection = connections.computeIfAbsent(side, unknown -> server.open(run.scope(), "blockers"));
        return SqlWork.call(
                server,
                run.scope(),
                "looking who holds the task up",
                () -> run.of(side).sessions().blockers(connection, run.scope().taskId()));
    }

    private void note(Optional<Blocker> found, Side side) {
        var key = found.map(Blocker::key).orElse(null);
        if (key == null || !key.equals(blocker)) {
            since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            sinceNanos = System.nanoTime();
        }
        blocker = key;
        var waiting = found.map(held -> new WaitingStatus(side, since.toString(), held.text(), held.remedy()))
                .orElse(null);
        if (progressBoard.postWaiting(waiting)) {
            onChange.run();
        }
        if (waiting != null) {
            endAfterAll(waiting);
        }
    }

    private void endAfterAll(WaitingStatus waiting) {
        var bound = Duration.ofSeconds(run.plan().engine().maxWaitSeconds());
        if (Duration.ofNanos(System.nanoTime() - sinceNanos).compareTo(bound) >= 0) {
            throw new FailureException(new Failure(
                    FailureCode.BlockedByOthers,
                    waiting.side(),
                    "The task has waited on the %s since %s for %s."
                            .formatted(waiting.side().word(), waiting.since(), waiting.holder()),
                    waiting.remedy() + " Then resume."));
        }
    }

    private void closeConnections() {
        connections.values().forEach(run.scope()::close);
        connections.clear();
    }
}
