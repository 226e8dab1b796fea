package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;
import java.util.Set;

/** Something that goes wrong for a while. */
public interface Fault {

    /** What a report calls it. */
    String name();

    /** What it breaks; no two faults of one resource are in force at the same time. */
    String resource();

    void inject(Scene scene);

    /** Undoes it, as far as somebody would who looks after that part. */
    void heal(Scene scene);

    /** Codes of failures that are right while it is in force, or because of it. None: the task must outlive it. */
    default Set<String> mayFailWith() {
        return Set.of();
    }

    /** Whether one of these failures has to come: going on as if nothing were would be wrong. */
    default boolean mustBeNoticed() {
        return false;
    }

    /** Whether nobody can write a status while it is in force. */
    default boolean silencesOperators() {
        return false;
    }
}
