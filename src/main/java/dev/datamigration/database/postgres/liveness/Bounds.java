package dev.datamigration.database.postgres.liveness;

import java.time.Duration;

/**
 * Says how long silence is borne.
 *
 * @param silence of a connection that something is expected from, after which the server is asked about it
 * @param answer that the server may take to answer that
 * @param unreachable how long a connection may be silent while the server cannot be asked
 */
public record Bounds(Duration silence, Duration answer, Duration unreachable) {
    public static final Bounds DEFAULT =
            new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));
}
