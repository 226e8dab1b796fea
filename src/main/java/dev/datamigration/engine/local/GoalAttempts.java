package dev.datamigration.engine.local;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Tries;

/** The attempts of a worker at its goals: which errors pass, and how long each is waited out. For its thread alone. */
final class GoalAttempts {
    private final WorkerClock clock;
    private final Backoff backoff;
    private final RefusedLogins refused = new RefusedLogins();
    private long began;

    GoalAttempts(WorkerClock clock) {
        this.clock = clock;
        this.backoff = new Backoff(clock, clock::nanos, clock::chance);
    }

    /** An attempt begins. */
    void begin() {
        began = clock.nanos();
    }

    /** @param completedWork something that changes whenever work has been completed */
    Tries failed(Object completedWork) {
        return backoff.failed(completedWork);
    }

    /** Returns whether an error of the attempt may pass by itself. A refused login is counted by this. */
    boolean passes(Goal current, Failure failure) {
        return failure.code() == FailureCode.LoginRefused
                ? refused.noted(current, clock.nanos() - began)
                : failure.failureClass() == FailureClass.Transient;
    }

    /** The number of the refused login that the error is, or 0 where it is none. */
    long refusal(Failure failure) {
        return failure.code() == FailureCode.LoginRefused ? refused.count() : 0;
    }

    /** Returns how long to wait before the next attempt. */
    long pauseMillis() {
        return backoff.pauseMillis();
    }

    /** Returns whether passing errors have been waited out for as long as the settings say. */
    boolean isOver(EngineSettings settings) {
        return backoff.isOver(settings);
    }
}
