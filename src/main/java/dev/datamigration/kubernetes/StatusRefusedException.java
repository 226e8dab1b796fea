package dev.datamigration.kubernetes;

/** The API server refuses a status, and would refuse it again. */
public final class StatusRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param said what the API server said, with its code */
    public StatusRefusedException(String said) {
        super(said);
    }
}
