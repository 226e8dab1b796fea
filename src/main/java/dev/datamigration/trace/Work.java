package dev.datamigration.trace;

import java.time.Instant;
import java.util.Map;

/**
 * A piece of work that is over.
 *
 * @param name of the kind of work, one of few
 * @param uid of the object that it was done for; with the epoch it names the trace
 * @param epoch of the task's worker; 0 for other objects
 * @param error why it failed, without secrets; null where it did not
 * @param details told as attributes, without secrets
 */
public record Work(
        String name, String uid, long epoch, Instant begun, Instant ended, String error, Map<String, String> details) {
    public Work {
        details = Map.copyOf(details);
    }
}
