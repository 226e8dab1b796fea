package dev.datamigration.database.postgres.schema.definition;

/**
 * A constraint of a table.
 *
 * @param definition as in ADD CONSTRAINT, up to the referenced table's name where it is a foreign key
 * @param referenced OID of the table a foreign key refers to, or null
 * @param definitionTail what follows the referenced table's name; empty for other kinds
 * @param inheritedOnly whether creating it on the parent creates it here too; never for those that bring an index, which
 *     a partition gets first, under its own name, for the parent's to take in
 * @param checkedByItself whether it is a check that is known to hold for this table's rows, but not for its parent's
 * @param index OID of the index it brings, or null
 */
public record ConstraintDefinition(
        long oid,
        String name,
        long table,
        Kind kind,
        String definition,
        Long referenced,
        String definitionTail,
        boolean inheritedOnly,
        boolean checkedByItself,
        Long index) {

    /** Returns whether it makes no statement on the rows that are there: NOT VALID, or NOT ENFORCED since version 18. */
    public boolean isUnchecked() {
        return definitionTail.endsWith(" NOT VALID") || definitionTail.endsWith(" NOT ENFORCED");
    }

    /** {@code NotNull} only where it is not validated: others are created with their column. */
    public enum Kind {
        PrimaryKey,
        Unique,
        Exclusion,
        Check,
        NotNull,
        ForeignKey
    }
}
