package dev.datamigration.failure;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Side;
import java.util.Objects;

/**
 * One error, ready to be shown to a person.
 *
 * @param side the database it happened on, or null where it was none of them
 * @param message what happened, in one line; never holds a password or a URL with one
 * @param remedy what to do about it
 * @param accept what {@code spec.recovery.accept} takes to go on all the same, or null where there is no such way
 */
public record Failure(FailureCode code, Side side, String message, String remedy, String accept) {
    /** For a failure in which there is nothing to accept. */
    public Failure(FailureCode code, Side side, String message, String remedy) {
        this(code, side, message, remedy, null);
    }

    public Failure {
        Objects.requireNonNull(code, "code");
        message = OneLine.of(Objects.requireNonNull(message, "message"));
        Objects.requireNonNull(remedy, "remedy");
    }

    public FailureClass failureClass() {
        return code.failureClass();
    }
}
