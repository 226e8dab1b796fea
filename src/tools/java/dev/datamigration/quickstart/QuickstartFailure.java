package dev.datamigration.quickstart;

import dev.datamigration.api.FailureStatus;

/** Ends the quickstart with a message for people. */
final class QuickstartFailure extends RuntimeException {
    QuickstartFailure(String message) {
        super(message);
    }

    static QuickstartFailure of(FailureStatus failure) {
        return new QuickstartFailure(
                failure == null
                        ? "the task has failed"
                        : "the task has failed with %s: %s%n  what to do: %s"
                                .formatted(failure.code(), failure.message(), failure.remedy()));
    }
}
