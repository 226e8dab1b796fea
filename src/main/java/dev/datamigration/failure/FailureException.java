package dev.datamigration.failure;

import java.util.function.Supplier;

/** Carries a {@link Failure} up to the one place that reports it. */
public class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /** @param cause kept for the log; may be null */
    public FailureException(Failure failure, Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    /** The same error; where it has this code, with another remedy. */
    public FailureException withRemedyFor(FailureCode code, Supplier<String> remedy) {
        return failure.code() == code
                ? new FailureException(new Failure(code, failure.side(), failure.message(), remedy.get()), getCause())
                : this;
    }

    public Failure failure() {
        return failure;
    }
}
