package dev.datamigration.database.postgres.schema.definition;

/**
 * An object of one database.
 *
 * @param catalog the catalog table it is a row of, for instance {@code pg_class}
 */
public record ObjectId(String catalog, long oid) {
    /** One from its text; null for null. */
    public static ObjectId of(String text) {
        if (text == null) {
            return null;
        }
        var space = text.indexOf(' ');
        return new ObjectId(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
    }

    /** As it is known to those who know nothing of catalogs; null for null. */
    public static String textOf(ObjectId id) {
        return id == null ? null : id.text();
    }

    /** Its text, which tells it from all others of its database. */
    public String text() {
        return catalog + " " + oid;
    }

    public static ObjectId relation(long oid) {
        return new ObjectId("pg_class", oid);
    }
}
