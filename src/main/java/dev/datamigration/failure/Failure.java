package dev.datamigration.failure;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Side;
import java.util.Objects;

/**
 * One error, ready to be shown to a person.
 *
 * @param side the database it happened on, or null where it was none of them
 * @param message what happened; never holds a password or a URL with one
 * @param remedy what to do about it
 */
public record Failure(FailureCode code, Side side, String message, String remedy) {
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    public FailureClass failureClass() {
        return code.failureClass();
    }
}
