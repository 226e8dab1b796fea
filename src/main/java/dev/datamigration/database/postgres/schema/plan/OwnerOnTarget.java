package dev.datamigration.database.postgres.schema.plan;

/** To whom an object belongs on the target. */
public sealed interface OwnerOnTarget {
    /** To the task's account, which stands for the owner on the source. */
    record Account() implements OwnerOnTarget {}

    /** To another role. */
    record Role(String name) implements OwnerOnTarget {}

    /**
     * To the task's account, because its owner on the source has no counterpart.
     *
     * @param reason a sentence for people
     */
    record NotCarried(String reason) implements OwnerOnTarget {}
}
