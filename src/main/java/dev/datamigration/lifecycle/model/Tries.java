package dev.datamigration.lifecycle.model;

/**
 * Says how often something has been tried that fails for now.
 *
 * @param attempt that failed last, from 1
 * @param since when the first of them failed, RFC 3339, or null where that is not known
 * @param next when it is tried again, RFC 3339, or null while an attempt is under way
 */
public record Tries(int attempt, String since, String next) {
    /** Nothing is known but how often. */
    public static Tries of(int attempt) {
        return new Tries(attempt, null, null);
    }
}
