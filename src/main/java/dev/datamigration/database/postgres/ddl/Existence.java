package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;

/** Queries that say with one boolean whether an object is on the target. */
public final class Existence {
    private Existence() {}

    public static String schema(String name) {
        return "SELECT pg_catalog.to_regnamespace(%s) IS NOT NULL".formatted(Sql.literal(Sql.identifier(name)));
    }

    public static String type(TableName name) {
        return "SELECT pg_catalog.to_regtype(%s) IS NOT NULL".formatted(Sql.literal(name.quoted()));
    }

    /** @param kinds letters of {@code pg_class.relkind} */
    public static String relation(TableName name, String kinds) {
        return ("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(%s)"
                        + " AND pg_catalog.strpos(%s, relkind::text) > 0)")
                .formatted(Sql.literal(name.quoted()), Sql.literal(kinds));
    }
}
