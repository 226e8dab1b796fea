package dev.datamigration.database.postgres.schema.definition;

/**
 * An object of one database.
 *
 * @param catalog the catalog table it is a row of, for instance {@code pg_class}
 */
public record ObjectId(String catalog, long oid) {
    public static ObjectId relation(long oid) {
        return new ObjectId("pg_class", oid);
    }
}
