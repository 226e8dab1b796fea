package dev.datamigration.database.postgres.replication.start;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** Says why a task cannot begin there, and what to do about it. */
public record Refusal(String message, String remedy) {

    public FailureException failure(Side side) {
        return new FailureException(new Failure(FailureCode.StartNotProven, side, message, remedy));
    }
}
