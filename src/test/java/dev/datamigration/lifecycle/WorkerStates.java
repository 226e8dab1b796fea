package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Tries;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Instant;
import java.util.List;

/** What workers do because of errors, which are given as a status shows them. */
public final class WorkerStates {
    private WorkerStates() {}

    static WorkerState.Failed failed(FailureStatus shown) {
        return new WorkerState.Failed(shown.phase(), failure(shown));
    }

    static WorkerState.Superseded superseded(FailureStatus shown, long holder) {
        return new WorkerState.Superseded(shown.phase(), failure(shown), holder);
    }

    static WorkerState.Retrying retrying(FailureStatus shown, int attempt) {
        return retrying(shown, Tries.of(attempt));
    }

    static WorkerState.Retrying retrying(FailureStatus shown, Tries tries) {
        return new WorkerState.Retrying(shown.phase(), failure(shown), tries, 0);
    }

    static WorkerState.Quiescing quiescing(FailureStatus cause, FailureStatus obstacle, Instant since) {
        return new WorkerState.Quiescing(failure(cause), failure(obstacle), since, 0);
    }

    public static WorkerState.ReleaseBlocked releaseBlocked(FailureStatus shown, List<String> leftBehind) {
        return releaseBlocked(shown, leftBehind, null, null, null);
    }

    public static WorkerState.ReleaseBlocked releaseBlocked(
            FailureStatus shown, List<String> leftBehind, Tries tries, List<String> kept, String sequences) {
        return new WorkerState.ReleaseBlocked(failure(shown), leftBehind, tries, kept, sequences);
    }

    private static Failure failure(FailureStatus shown) {
        return shown == null
                ? null
                : new Failure(
                        FailureCode.valueOf(shown.code()),
                        shown.side(),
                        shown.message(),
                        shown.remedy(),
                        shown.accept());
    }
}
