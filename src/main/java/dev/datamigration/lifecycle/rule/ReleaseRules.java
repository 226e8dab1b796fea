package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.ReleaseStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.api.task.ReleaseMode;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Abandon;
import dev.datamigration.lifecycle.model.TaskOutcome.LetGo;
import dev.datamigration.lifecycle.model.TaskOutcome.Release;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseBlocked;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseOrphans;
import dev.datamigration.lifecycle.model.TaskOutcome.Rest;
import dev.datamigration.lifecycle.model.Transitions;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Duration;
import java.util.List;

/** Decides how a task that is ended or deleted gives back what it holds on both databases. */
public final class ReleaseRules {
    private static final String STATUS_BEHIND = "StatusBehind";

    private ReleaseRules() {}

    /**
     * A task that is ended waits as long as it takes, unless somebody wants it given up. One whose status was put back to
     * before it was ended is ending first, whatever its worker has released or given up since.
     */
    public static TaskOutcome end(Observation seen) {
        var state = seen.status().state();
        var mayEnd = state == null || Transitions.allowed(state, TaskState.Ended);
        if (mayEnd && released(seen)) {
            return new Rest(TaskState.Ended);
        }
        var releasing = releasing(seen);
        return mayEnd && releasing instanceof ReleaseBlocked blocked && mayBeAbandoned(seen, blocked)
                ? new Abandon(blocked.failure(), blocked.leftBehind())
                : releasing;
    }

    /** A task that is deleted waits for {@code spec.engine.releaseTimeoutSeconds} and then lets go. */
    public static TaskOutcome delete(Observation seen) {
        if (seen.status().state() == TaskState.Ended) {
            return new LetGo(left(seen), Stranded.kept(seen), SequencesBehind.of(seen));
        }
        if (released(seen)) {
            return new LetGo(List.of(), Stranded.kept(seen), SequencesBehind.of(seen));
        }
        var releasing = releasing(seen);
        if (releasing instanceof ReleaseBlocked blocked && (mayBeAbandoned(seen, blocked) || timedOut(seen))) {
            return letGo(seen, blocked.failure(), blocked.leftBehind());
        }
        return timedOut(seen) ? letGo(seen, null, seen.holdings()) : releasing;
    }

    private static LetGo letGo(Observation seen, FailureStatus failure, List<String> leftBehind) {
        return madeNothing(seen.status()) && !isKnownToHold(failure)
                ? new LetGo(List.of(), Stranded.kept(seen), leftBehind, SequencesBehind.of(seen))
                : new LetGo(leftBehind, Stranded.kept(seen), SequencesBehind.of(seen));
    }

    /** What a task that has made nothing was said to hold when it ended need not be said again. */
    private static List<String> left(Observation seen) {
        var release = seen.status().release();
        return release == null || isUnasked(release, seen.status().phase()) ? List.of() : release.leftBehind();
    }

    /** Returns whether it is only not known that nothing was made. */
    public static boolean isUnasked(ReleaseStatus release, Phase phase) {
        return madeNothing(phase) && !STATUS_BEHIND.equals(release.code());
    }

    /** The precheck makes nothing. What the status says may be of before it was put back to an earlier one. */
    public static boolean madeNothing(MigrationTaskStatus status) {
        return madeNothing(status.phase());
    }

    /** @param phase where the task is, or null where it was never started */
    public static boolean madeNothing(Phase phase) {
        return phase == null || phase == Phase.Precheck;
    }

    /** Although by its status it has made nothing. */
    private static boolean isKnownToHold(FailureStatus failure) {
        return failure != null && STATUS_BEHIND.equals(failure.code());
    }

    /**
     * Nobody waits for a server that could not be asked where nothing was made. Otherwise somebody has to want it given up;
     * a worker that cannot be had says nothing of the servers: it is waited for, and then releases what it reaches.
     */
    private static boolean mayBeAbandoned(Observation seen, ReleaseBlocked blocked) {
        return madeNothing(seen.status()) && !isKnownToHold(blocked.failure())
                ? seen.workerState().orElse(null) instanceof WorkerState.ReleaseBlocked || !mayRun(seen)
                : seen.status().state() == TaskState.Ending
                        && seen.spec().release().mode() == ReleaseMode.Abandon
                        && blocked.failure().side() != null;
    }

    /** A task that has made nothing and of which nobody knows its servers has nobody to ask. */
    private static boolean released(Observation seen) {
        return seen.workerState().orElse(null) instanceof WorkerState.Released
                || madeNothing(seen.status()) && !seen.configured() && !mayRun(seen);
    }

    /** Returns whether a precheck may still have sessions on a server: what runs is told to end first. */
    private static boolean mayRun(Observation seen) {
        var state = seen.status().state();
        return seen.status().phase() != null && state != TaskState.Failed && state != TaskState.Stopped
                || seen.workerState().map(WorkerState::active).orElse(false);
    }

    private static TaskOutcome releasing(Observation seen) {
        if (seen.workerState().orElse(null) instanceof WorkerState.ReleaseBlocked blocked) {
            return new ReleaseBlocked(blocked.failureStatus(), blocked.leftBehind(), blocked.tries());
        }
        if (seen.accessProblem() != null) {
            return new ReleaseBlocked(seen.accessProblem(), seen.holdings(), null);
        }
        return madeNothing(seen.status()) ? new ReleaseOrphans() : new Release();
    }

    private static boolean timedOut(Observation seen) {
        var timeout = Duration.ofSeconds(seen.spec().engine().releaseTimeoutSeconds());
        return !seen.now().isBefore(seen.deletedAt().plus(timeout));
    }
}
