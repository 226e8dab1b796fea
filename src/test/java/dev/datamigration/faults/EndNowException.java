package dev.datamigration.faults;

/** The moment has come at which the task is to be ended in the middle of its work. */
final class EndNowException extends RuntimeException {
    private static final long serialVersionUID = 1;
}
