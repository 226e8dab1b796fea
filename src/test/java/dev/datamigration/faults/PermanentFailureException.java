package dev.datamigration.faults;

import dev.datamigration.api.FailureStatus;

/** The task cannot be resumed: whoever is on duty ends it. */
final class PermanentFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PermanentFailureException(FailureStatus failure) {
        super(failure.code() + ": " + failure.message());
    }
}
