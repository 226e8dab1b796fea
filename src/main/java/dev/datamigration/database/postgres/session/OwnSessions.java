package dev.datamigration.database.postgres.session;

/**
 * Decides which sessions of a server are a task's. They are known by their {@code application_name}, but whoever opens a session
 * chooses that, and everybody may read how others are called: so the account counts as well.
 */
public final class OwnSessions {
    /**
     * The roles whose sessions ours could be, had the task another account before: those that it acts for, superusers, and
     * whoever made the schema of the checkpoints or the publication.
     */
    private static final String ACCOUNTS = """
            WITH RECURSIVE account AS (
              SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user
              UNION
              SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN account a ON m.member = a.oid)
            SELECT oid FROM account UNION SELECT oid FROM pg_catalog.pg_roles WHERE rolsuper
            UNION SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = 'datamigration'
            UNION SELECT pubowner FROM pg_catalog.pg_publication WHERE pg_catalog.starts_with(pubname, 'dm_')
            """;

    private OwnSessions() {}

    /**
     * A condition on {@code pg_stat_activity}, true of sessions of this connection's account whose name begins with the
     * parameter that it has; never null. For whatever is to be suspected unless it is our own.
     *
     * @param alias of the view
     */
    public static String ofAccount(String alias) {
        return "coalesce(%1$s.usename = session_user AND pg_catalog.starts_with(%1$s.application_name, ?), false)"
                .formatted(alias);
    }

    /**
     * The same for every account that the task may have had. For whatever has to be ended: a session of anybody else could
     * neither be ended nor waited for.
     *
     * @param alias of the view
     */
    static String ofAnyAccount(String alias) {
        return "pg_catalog.starts_with(%1$s.application_name, ?) AND %1$s.usesysid IN (%2$s)"
                .formatted(alias, ACCOUNTS);
    }
}
