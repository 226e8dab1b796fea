package dev.datamigration.engine.local;

import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.model.Tries;

/** Failures in a worker's own words. */
final class WorkerFailures {
    private WorkerFailures() {}

    /** Returns what should have passed and did not. */
    static Failure lasting(Failure failure, Tries tries) {
        return new Failure(
                failure.code(),
                failure.side(),
                "%s It has been so since %s, and was tried %s: for as long as spec.engine allows."
                        .formatted(failure.message(), tries.since(), Quantity.of(tries.attempt(), "once", "%d times")),
                failure.remedy());
    }

    /** Whoever knows the items says which they are. */
    static Failure precheck() {
        return new Failure(
                FailureCode.PrecheckFailed,
                null,
                "Items of the precheck have failed.",
                "Do what status.precheck.items says, then resume.");
    }

    static Failure unexpected(Throwable error) {
        return new Failure(
                FailureCode.Unexpected,
                null,
                "An unexpected %s stopped the worker."
                        .formatted(error.getClass().getSimpleName()),
                "Look in the operator's log for the error, then resume; please report it, since it is a defect.");
    }
}
