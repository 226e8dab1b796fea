package dev.datamigration.transfer.schema.largeobject;

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
}
