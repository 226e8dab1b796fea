package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusTimes;
import java.time.Instant;
import java.util.Optional;

/** Says how a task that is to run nothing any more is told while that is not known of both servers. */
public final class Quiescent {
    private Quiescent() {}

    /** Returns whether something is in the way of knowing it. */
    public static boolean blocked(Observation seen) {
        return obstacle(seen).isPresent();
    }

    public static String stopping(Observation seen) {
        return obstacle(seen)
                .map(obstacle -> "stopping, and not stopped yet: " + whyNot(seen, obstacle))
                .orElse("stopping; waiting for the worker to confirm that nothing runs any more");
    }

    public static String failing(Observation seen, FailureStatus failure) {
        return "failing: " + failure.message() + " — "
                + obstacle(seen)
                        .map(obstacle -> "not Failed yet: " + whyNot(seen, obstacle))
                        .orElse("making sure that nothing runs on either database any more");
    }

    private static String whyNot(Observation seen, FailureStatus obstacle) {
        return "it is not known whether anything of the task still runs on "
                + (obstacle.side() == null
                        ? "a database"
                        : "the " + obstacle.side().word())
                + since(seen)
                        .map(since -> " (since " + StatusTimes.text(since) + ")")
                        .orElse("")
                + ", which is asked again by itself: " + obstacle.message() + " — " + obstacle.remedy();
    }

    private static Optional<FailureStatus> obstacle(Observation seen) {
        return quiescing(seen)
                .map(WorkerState.Quiescing::obstacleStatus)
                .or(() -> Optional.ofNullable(seen.accessProblem()));
    }

    private static Optional<Instant> since(Observation seen) {
        return quiescing(seen).map(WorkerState.Quiescing::since);
    }

    private static Optional<WorkerState.Quiescing> quiescing(Observation seen) {
        return seen.workerState()
                .filter(WorkerState.Quiescing.class::isInstance)
                .map(WorkerState.Quiescing.class::cast);
    }
}
