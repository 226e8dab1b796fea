package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.database.largeobject.LargeObjects.State;

/**
 * A large object of the source and the one that the target has under its OID.
 *
 * @param target null where there is none
 * @param ours whether the task made the target's
 */
record LargeObjectPair(LargeObject source, LargeObject target, boolean ours) {
    boolean isEqual() {
        return target != null && target.hasContentOf(source);
    }

    State state() {
        if (target == null) {
            return State.SourceOnly;
        }
        return isEqual() ? State.Equal : State.Mismatched;
    }
}
