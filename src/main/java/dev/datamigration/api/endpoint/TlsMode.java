package dev.datamigration.api.endpoint;

/** As PostgreSQL's {@code sslmode}, in the words of this API. */
public enum TlsMode {
    Disable,
    Prefer,
    Require,
    VerifyCA,
    VerifyFull
}
