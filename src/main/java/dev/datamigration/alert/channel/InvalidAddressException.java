package dev.datamigration.alert.channel;

/** The text is no address that an alert can be sent to. Does not quote it: it may hold a token. */
public final class InvalidAddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidAddressException(String why) {
        super(why);
    }
}
