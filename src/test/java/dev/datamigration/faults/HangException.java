package dev.datamigration.faults;

/** Something that should have come has not, however long it was waited for. */
final class HangException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HangException(String message) {
        super(message);
    }
}
