package dev.datamigration.database.schema;

/**
 * Says what the target would not get.
 *
 * @param name on the source
 * @param lacks what it needs and is not carried either; null where it is not carried by itself
 * @param reason why, and what to do
 * @param whole whether an object is missing as a whole that others can need; otherwise it is a property of one, or something
 *     of the database that nothing needs
 */
public record Shortfall(ObjectKind kind, String name, String lacks, String reason, boolean whole) {
    /** Kind and name, for people. */
    public String label() {
        return kind + " " + name;
    }

    public static Shortfall of(NotCarried left) {
        return new Shortfall(left.key().kind(), left.key().display(), null, left.reason(), left.id() != null);
    }

    public static Shortfall of(SchemaItem item) {
        return new Shortfall(
                item.kind(),
                item.key().display(),
                item.lacks(),
                "It needs %s, which is not carried.".formatted(item.lacks()),
                true);
    }
}
