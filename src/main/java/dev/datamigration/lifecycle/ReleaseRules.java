package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.api.ReleaseMode;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.TaskOutcome.Abandon;
import dev.datamigration.lifecycle.TaskOutcome.LetGo;
import dev.datamigration.lifecycle.TaskOutcome.Release;
import dev.datamigration.lifecycle.TaskOutcome.ReleaseBlocked;
import dev.datamigration.lifecycle.TaskOutcome.Rest;
import java.time.Duration;
import java.util.List;

/** How a task that is ended or deleted gives back what it holds on both databases. */
final class ReleaseRules {
    private ReleaseRules() {}

    /** A task that is ended waits as long as it takes, unless somebody wants it given up. */
    static TaskOutcome end(Observation seen) {
        if (released(seen)) {
            return new Rest(TaskState.Ended);
        }
        var releasing = releasing(seen);
        return releasing instanceof ReleaseBlocked blocked
                        && (mayBeAbandoned(seen, blocked) || madeNothing(seen))
                        && seen.status().state() == TaskState.Ending
                ? new Abandon(blocked.failure(), blocked.leftBehind())
                : releasing;
    }

    /** A task that is deleted waits for {@code spec.engine.releaseTimeoutSeconds} and then lets go. */
    static TaskOutcome delete(Observation seen) {
        if (seen.status().state() == TaskState.Ended) {
            return new LetGo(left(seen), Stranded.kept(seen));
        }
        if (released(seen)) {
            return new LetGo(List.of(), Stranded.kept(seen));
        }
        var releasing = releasing(seen);
        if (releasing instanceof ReleaseBlocked blocked
                && (mayBeAbandoned(seen, blocked) || madeNothing(seen) || timedOut(seen))) {
            return new LetGo(blocked.leftBehind(), Stranded.kept(seen));
        }
        return timedOut(seen) ? new LetGo(seen.holdings(), Stranded.kept(seen)) : releasing;
    }

    private static List<String> left(Observation seen) {
        var release = seen.status().release();
        return release == null ? List.of() : release.leftBehind();
    }

    /** A worker that cannot be had says nothing of the servers: it is waited for, and then releases what it reaches. */
    private static boolean mayBeAbandoned(Observation seen, ReleaseBlocked blocked) {
        return seen.spec().release().mode() == ReleaseMode.Abandon
                && blocked.failure().side() != null;
    }

    /** A task that never had a worker holds nothing. */
    private static boolean released(Observation seen) {
        return seen.epoch() == 0
                || seen.workerState().orElse(null) instanceof WorkerState.Released
                || heldNothing(seen);
    }

    /** The precheck makes nothing: once it is known not to run any more, there is nothing to ask a server about. */
    private static boolean heldNothing(Observation seen) {
        var state = seen.status().state();
        if (seen.status().phase() != Phase.Precheck || state == TaskState.Running) {
            return false; // what runs is told to end first
        }
        return seen.workerState()
                .map(workerState -> !workerState.active())
                .orElse(state == TaskState.Failed || state == TaskState.Stopped);
    }

    /** Only sessions of a precheck can be left on a server that did not answer when it was asked: nobody waits for it. */
    private static boolean madeNothing(Observation seen) {
        return seen.status().phase() == Phase.Precheck
                && seen.workerState().orElse(null) instanceof WorkerState.ReleaseBlocked;
    }

    private static TaskOutcome releasing(Observation seen) {
        if (seen.workerState().orElse(null) instanceof WorkerState.ReleaseBlocked blocked) {
            return new ReleaseBlocked(blocked.failure(), blocked.leftBehind(), blocked.tries());
        }
        if (seen.accessProblem() != null) {
            return new ReleaseBlocked(seen.accessProblem(), seen.holdings(), null);
        }
        return new Release();
    }

    private static boolean timedOut(Observation seen) {
        var timeout = Duration.ofSeconds(seen.spec().engine().releaseTimeoutSeconds());
        return !seen.now().isBefore(seen.deletedAt().plus(timeout));
    }
}
