package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.table.TableName;

/**
 * An object of the target that has an owner, as the statements about owners and privileges name it.
 *
 * @param altered as ALTER names it, for instance {@code VIEW "s"."v"}; null for what follows the owner of something else
 * @param granted as GRANT names it, for instance {@code TABLE "s"."v"}; null for what has no privileges
 * @param owner expression of its owner's OID, null if the object is not there
 */
public record SecuredObject(String altered, String granted, String owner) {

    public static SecuredObject schema(String name) {
        var named = "SCHEMA " + Sql.identifier(name);
        return new SecuredObject(
                named, named, owner("nspowner", "pg_namespace", "to_regnamespace", Sql.identifier(name)));
    }

    /** A table, a view or a sequence. */
    public static SecuredObject relation(CatalogObject object, TableName target) {
        var kind = object.kind() == ObjectKind.MaterializedView
                ? "MATERIALIZED VIEW"
                : object.kind() == ObjectKind.View
                        ? "VIEW"
                        : object.kind() == ObjectKind.Sequence ? "SEQUENCE" : "TABLE";
        return new SecuredObject(
                kind + " " + Sql.quoted(target),
                (kind.equals("SEQUENCE") ? "SEQUENCE " : "TABLE ") + Sql.quoted(target),
                owner("relowner", "pg_class", "to_regclass", Sql.quoted(target)));
    }

    /** One that follows its table. */
    public static SecuredObject sequenceOfTable(TableName target) {
        return new SecuredObject(
                null,
                "SEQUENCE " + Sql.quoted(target),
                owner("relowner", "pg_class", "to_regclass", Sql.quoted(target)));
    }

    public static SecuredObject type(TableName target) {
        var named = "TYPE " + Sql.quoted(target);
        return new SecuredObject(named, named, owner("typowner", "pg_type", "to_regtype", Sql.quoted(target)));
    }

    public static SecuredObject collation(TableName target) {
        return new SecuredObject(
                "COLLATION " + Sql.quoted(target),
                null,
                owner("collowner", "pg_collation", "to_regcollation", Sql.quoted(target)));
    }

    /** Extended statistics. */
    public static SecuredObject statistics(TableName target) {
        return new SecuredObject(
                "STATISTICS " + Sql.quoted(target),
                null,
                "(SELECT stxowner FROM pg_catalog.pg_statistic_ext WHERE stxname = %s AND stxnamespace = pg_catalog.to_regnamespace(%s))"
                        .formatted(Sql.literal(target.table()), Sql.literal(Sql.identifier(target.schema()))));
    }

    /**
     * A function or procedure; means itself only under the search path that its arguments were printed for.
     *
     * @param named as {@link ProgramStatements#named(FunctionDefinition)} gives it
     */
    public static SecuredObject function(FunctionDefinition function, TableName target, String named) {
        return new SecuredObject(
                named,
                named,
                owner(
                        "proowner",
                        "pg_proc",
                        "to_regprocedure",
                        Sql.quoted(target) + "(" + function.argumentTypes() + ")"));
    }

    private static String owner(String column, String catalog, String lookup, String name) {
        return "(SELECT %s FROM pg_catalog.%s WHERE oid = pg_catalog.%s(%s))"
                .formatted(column, catalog, lookup, Sql.literal(name));
    }
}
