package dev.datamigration.alert.http;

/** A host's address must not be reached. */
final class ForbiddenAddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String why) {
        super(why);
    }
}
