package dev.datamigration.database.postgres.schema;

/** Which large objects an account may read. */
public final class LargeObjectRights {
    /** SQL that counts those that the session's account may not read. */
    public static final String UNREADABLE = """
            SELECT count(*) FROM pg_catalog.pg_largeobject_metadata m
             WHERE NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
               AND NOT EXISTS (
                     SELECT 1 FROM pg_catalog.aclexplode(coalesce(m.lomacl, pg_catalog.acldefault('L', m.lomowner))) a
                      WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))
            """;

    private LargeObjectRights() {}

    /**
     * What a superuser runs so that the account may read all that there are.
     *
     * @param account as an identifier
     */
    public static String grant(String account) {
        return "DO $all$DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_catalog.pg_largeobject_metadata LOOP EXECUTE pg_catalog.format('GRANT SELECT ON LARGE OBJECT %%s TO %s', o); END LOOP; END$all$;"
                .formatted(account.replace("'", "''").replace("%", "%%"));
    }
}
