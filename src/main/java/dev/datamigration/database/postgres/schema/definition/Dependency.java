package dev.datamigration.database.postgres.schema.definition;

/**
 * One object needs another. Parts speak as what they are part of: a default as its table, a row type as its relation,
 * an array as its element's type.
 *
 * @param deferred whether it is an index, constraint, trigger, rule, policy or statistics object of the dependent table
 *     that needs it, and so not the table itself
 * @param dependentPart the dependent as the server has it; the index of a constraint speaks as the constraint
 * @param neededPart what is needed, likewise
 */
public record Dependency(
        ObjectId dependent, ObjectId needed, boolean deferred, ObjectId dependentPart, ObjectId neededPart) {
    /** Between whole objects. */
    public Dependency(ObjectId dependent, ObjectId needed, boolean deferred) {
        this(dependent, needed, deferred, dependent, needed);
    }

    /** Returns what cannot be made without what is needed: an index alone, where the table can do without it. */
    public ObjectId sufferer() {
        return deferred ? dependentPart : dependent;
    }
}
