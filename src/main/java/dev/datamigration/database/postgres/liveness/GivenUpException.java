package dev.datamigration.database.postgres.liveness;

import java.io.IOException;

/** A connection was broken off here because it had been silent; the message says why, in words of ours. */
public final class GivenUpException extends IOException {
    private static final long serialVersionUID = 1L;

    GivenUpException(String why, Throwable cause) {
        super(why, cause);
    }
}
