package dev.datamigration.lifecycle.model;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.failure.Failure;

/** Errors as a status shows them. */
public final class FailureStatuses {
    private FailureStatuses() {}

    /** @param phase in which it happened, or null where it was none; since when it stands is for the status to say */
    public static FailureStatus of(Failure failure, Phase phase) {
        return of(failure, phase, null);
    }

    /** @param since when it began, RFC 3339, or null where that is not known */
    public static FailureStatus of(Failure failure, Phase phase, String since) {
        return new FailureStatus(
                failure.code().name(),
                failure.failureClass(),
                failure.side(),
                failure.message(),
                failure.remedy(),
                phase,
                since,
                failure.accept());
    }
}
