package dev.datamigration.database.schema;

/**
 * Something selected that the target does not get, and what a person can do about it.
 *
 * @param id the object on the source where the whole of it is missing; null where it is a property of something that is made,
 *     or nothing that others could need
 * @param existsQuery whether the target has it nevertheless, made by hand: one boolean
 * @param searchPath for that query
 */
public record NotCarried(String id, SchemaItem.Key key, String reason, String existsQuery, String searchPath) {
    public NotCarried(SchemaItem.Key key, String reason) {
        this(null, key, reason, SchemaItem.NEVER_THERE, "");
    }

    /** One that lacks something. */
    static NotCarried of(SchemaItem item) {
        return new NotCarried(
                item.id(),
                item.key(),
                "It needs %s, which is not carried. Create both on the target by hand where they are needed."
                        .formatted(item.lacks()),
                item.existsQuery(),
                item.searchPath());
    }
}
