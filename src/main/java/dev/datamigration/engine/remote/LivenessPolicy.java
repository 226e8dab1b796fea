package dev.datamigration.engine.remote;

import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;

/** Decides how long a worker has not been heard, and what that means. Pure. */
final class LivenessPolicy {
    /** Says what to do about it. */
    enum Meaning {
        Nothing,
        /** It is worth telling. */
        Unreachable,
        /** It is not waited for any longer. */
        Lost
    }

    private LivenessPolicy() {}

    /**
     * Judges a worker that has not answered just now.
     *
     * @param known whether it was heard since it was last started; one that was not is still on its way
     * @param down whether its place says that it does not run: that is worth telling at once
     */
    static Meaning meaning(Instant since, Instant now, boolean known, boolean down, RemoteSettings settings) {
        var silent = Duration.between(since, now);
        if (known && silent.compareTo(settings.lostAfter()) >= 0) {
            return Meaning.Lost;
        }
        return down || silent.compareTo(settings.unreachableAfter()) >= 0 ? Meaning.Unreachable : Meaning.Nothing;
    }

    static Failure failure(TaskId task, String reason, String diagnosis) {
        return new Failure(
                FailureCode.WorkerUnavailable,
                null,
                "the task's worker cannot be reached (" + reason + ")" + (diagnosis.isEmpty() ? "" : "; " + diagnosis),
                "look at the worker's pod: kubectl -n %s describe pod -l datamigration.dev/component=worker"
                        .formatted(task.namespace()));
    }
}
