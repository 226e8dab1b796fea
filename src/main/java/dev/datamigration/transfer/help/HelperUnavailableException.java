package dev.datamigration.transfer.help;

/**
 * A helper did not do what it was asked: it is lost, refuses, or met an error. Never a reason for the task to fail, since
 * the leading worker can do all of it itself, and meets the error itself where there is one.
 */
public final class HelperUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for people; without secrets */
    public HelperUnavailableException(String reason) {
        super(reason);
    }
}
