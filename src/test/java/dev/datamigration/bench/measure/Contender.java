package dev.datamigration.bench.measure;

import java.util.Optional;

/** One way of doing the work of a bench. */
public interface Contender {
    /** Names it in the table; the same for the whole bench. */
    String name();

    /** Says why it cannot run on this machine; empty where it can. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Does the work once and returns the seconds that it took, without what had to be prepared for it and cleared away. */
    double seconds() throws Exception;
}
