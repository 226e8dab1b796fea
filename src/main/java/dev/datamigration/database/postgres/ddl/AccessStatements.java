package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Statements about owners and privileges. */
public final class AccessStatements {
    /** Objects that belong to somebody else were made by somebody else, who decided about them. */
    private static final String IF_OURS = """
            BEGIN
              IF %s = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER) THEN
                %s;
              END IF;
            END""";

    private static final String REVOKE_FROM_EVERYBODY = """
            DECLARE
              grantee text;
            BEGIN
              FOR grantee IN
                SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
                  FROM pg_catalog.pg_proc p,
                       pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
                 WHERE p.oid = pg_catalog.to_regprocedure(%s) AND a.grantee <> p.proowner
              LOOP
                EXECUTE %s || grantee;
              END LOOP;
            END""";

    private AccessStatements() {}

    /** All of these, in one statement, if the object belongs to the session's role. */
    public static String ifOurs(SecuredObject object, List<String> statements) {
        return "DO " + Sql.literal(IF_OURS.formatted(object.owner(), String.join(";\n    ", statements)));
    }

    public static String owner(SecuredObject object, String role) {
        return "ALTER %s OWNER TO %s".formatted(object.altered(), Sql.identifier(role));
    }

    public static String revoke(SecuredObject object, List<String> privileges, String role) {
        return "REVOKE %s ON %s FROM %s"
                .formatted(String.join(", ", privileges), object.granted(), Sql.identifier(role));
    }

    public static String revokeFromPublic(SecuredObject object) {
        return revokeFromPublic(object, "ALL");
    }

    public static String revokeFromPublic(SecuredObject object, String privilege) {
        return "REVOKE %s ON %s FROM PUBLIC".formatted(privilege, object.granted());
    }

    /**
     * Takes a function from everybody but its owner, also from those whom default privileges gave it.
     *
     * @param signature name and argument types, as {@code to_regprocedure} takes them
     */
    public static String revokeFromEverybody(SecuredObject function, String signature) {
        return "DO "
                + Sql.literal(REVOKE_FROM_EVERYBODY.formatted(
                        Sql.literal(signature), Sql.literal("REVOKE ALL ON " + function.granted() + " FROM ")));
    }

    public static String grantToPublic(SecuredObject object, String privilege) {
        return "GRANT %s ON %s TO PUBLIC".formatted(privilege, object.granted());
    }

    /**
     * Returns what a role's later objects get; where it holds everywhere, instead of what the server would grant.
     *
     * @param schema of the target, or null for everywhere
     * @param objects for instance TABLES
     */
    public static List<String> defaults(String role, String schema, String objects, List<Grant> grants) {
        var prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + Sql.identifier(role) + " ";
        var statements = new ArrayList<String>();
        if (schema == null) {
            statements.add(prefix + "REVOKE ALL ON %s FROM PUBLIC, %s".formatted(objects, Sql.identifier(role)));
        } else {
            prefix += "IN SCHEMA " + Sql.identifier(schema) + " ";
        }
        for (var grant : grants(objects, grants)) {
            statements.add(prefix + grant);
        }
        return statements;
    }

    /** One statement for each grantee, column and right to grant on. The grantees are the target's. */
    public static List<String> grants(SecuredObject object, List<Grant> grants) {
        return grants(object.granted(), grants);
    }

    private static List<String> grants(String on, List<Grant> grants) {
        var grouped = grants.stream()
                .collect(Collectors.groupingBy(
                        grant -> new Grant(grant.grantee(), grant.column(), "", grant.grantable()),
                        LinkedHashMap::new,
                        Collectors.mapping(Grant::privilege, Collectors.toList())));
        var statements = new ArrayList<String>();
        grouped.forEach((to, privileges) -> statements.add("GRANT %s ON %s TO %s%s"
                .formatted(
                        privileges.stream()
                                .map(privilege -> to.column() == null
                                        ? privilege
                                        : privilege + " (" + Sql.identifier(to.column()) + ")")
                                .collect(Collectors.joining(", ")),
                        on,
                        to.grantee() == null ? "PUBLIC" : Sql.identifier(to.grantee()),
                        to.grantable() ? " WITH GRANT OPTION" : "")));
        return statements;
    }
}
