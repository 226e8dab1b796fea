package dev.datamigration.database;

import java.time.Duration;

/**
 * Says how long the silence of a database server is borne.
 *
 * @param silence of a connection that something is expected from, after which the server is asked about it
 * @param answer that the server may take to answer that
 * @param unreachable how long a connection may be silent while the server cannot be asked
 */
public record LivenessBounds(Duration silence, Duration answer, Duration unreachable) {
    public static final LivenessBounds DEFAULT =
            new LivenessBounds(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));
}
