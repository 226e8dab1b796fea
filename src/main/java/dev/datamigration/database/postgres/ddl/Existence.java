package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;

/** Queries that say with one boolean whether an object is on the target. */
public final class Existence {
    private Existence() {}

    public static String schema(String name) {
        return "SELECT pg_catalog.to_regnamespace(%s) IS NOT NULL".formatted(Sql.literal(Sql.identifier(name)));
    }

    public static String type(TableName name) {
        return exists("pg_type WHERE oid = pg_catalog.to_regtype(%s) AND typisdefined"
                .formatted(Sql.literal(Sql.quoted(name))));
    }

    /** A type of which nothing but the name need be there. */
    public static String shellType(TableName name) {
        return inSchema("pg_type", "typ", name);
    }

    /** @param kinds letters of {@code pg_class.relkind} */
    public static String relation(TableName name, String kinds) {
        return ("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(%s)"
                        + " AND pg_catalog.strpos(%s, relkind::text) > 0)")
                .formatted(Sql.literal(Sql.quoted(name)), Sql.literal(kinds));
    }

    public static String extension(String name) {
        return exists("pg_extension WHERE extname = " + Sql.literal(name));
    }

    public static String collation(TableName name) {
        return inSchema("pg_collation", "coll", name);
    }

    public static String statistics(TableName name) {
        return inSchema("pg_statistic_ext", "stx", name);
    }

    /**
     * An object that its schema and name identify.
     *
     * @param prefix of the catalog's columns
     */
    private static String inSchema(String catalog, String prefix, TableName name) {
        return exists("%s WHERE %snamespace = pg_catalog.to_regnamespace(%s) AND %sname = %s"
                .formatted(
                        catalog,
                        prefix,
                        Sql.literal(Sql.identifier(name.schema())),
                        prefix,
                        Sql.literal(name.table())));
    }

    /** @param argumentTypes of the input arguments, as the server printed them; depends on the search path */
    public static String function(TableName name, String argumentTypes) {
        return "SELECT pg_catalog.to_regprocedure(%s) IS NOT NULL"
                .formatted(Sql.literal(Sql.quoted(name) + "(" + argumentTypes + ")"));
    }

    public static String trigger(TableName table, String name) {
        return onTable("pg_trigger", "tgrelid", "tgname", table, name);
    }

    public static String rule(TableName table, String name) {
        return onTable("pg_rewrite", "ev_class", "rulename", table, name);
    }

    public static String policy(TableName table, String name) {
        return onTable("pg_policy", "polrelid", "polname", table, name);
    }

    private static String onTable(String catalog, String tableColumn, String nameColumn, TableName table, String name) {
        return exists("%s WHERE %s = pg_catalog.to_regclass(%s) AND %s = %s"
                .formatted(catalog, tableColumn, Sql.literal(Sql.quoted(table)), nameColumn, Sql.literal(name)));
    }

    private static String exists(String what) {
        return "SELECT EXISTS (SELECT 1 FROM pg_catalog." + what + ")";
    }
}
