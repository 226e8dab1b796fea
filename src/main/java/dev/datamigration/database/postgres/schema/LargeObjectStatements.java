package dev.datamigration.database.postgres.schema;

/** Says what a person runs about large objects, of whose changes no log tells. */
public final class LargeObjectStatements {
    /**
     * A query: what it prints, run on another server, gives that one all large objects of this one with their content. A
     * server can print one of up to 256 MB this way.
     */
    public static final String CONTENTS = """
            SELECT pg_catalog.format($f$SELECT pg_catalog.lo_create(%1$s) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata WHERE oid = %1$s);
            SELECT pg_catalog.lo_truncate64(pg_catalog.lo_open(%1$s, 131072), 0);
            SELECT pg_catalog.lo_put(%1$s, 0, %2$L);$f$, oid, pg_catalog.lo_get(oid))
              FROM pg_catalog.pg_largeobject_metadata ORDER BY oid;""";

    private LargeObjectStatements() {}

    /** Removes one. */
    public static String unlink(long oid) {
        return "SELECT pg_catalog.lo_unlink(%d);".formatted(oid);
    }
}
