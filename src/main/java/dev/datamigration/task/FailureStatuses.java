package dev.datamigration.task;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.failure.Failure;

/** Errors as a status shows them. */
final class FailureStatuses {
    private FailureStatuses() {}

    /** @param phase in which it happened, or null where it was none; since when it stands is for the status to say */
    static FailureStatus of(Failure failure, Phase phase) {
        return new FailureStatus(
                failure.code().name(),
                failure.failureClass(),
                failure.side(),
                failure.message(),
                failure.remedy(),
                phase,
                null);
    }
}
