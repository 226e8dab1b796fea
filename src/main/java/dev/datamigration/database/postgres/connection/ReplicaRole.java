package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.postgres.sql.Sql;

/**
 * Makes a session that writes rows a replica ({@code session_replication_role = replica}), so that no trigger and no
 * foreign key acts on what was checked on the other side. Before version 15 nobody but a superuser can be let change that
 * setting; a session of another account may begin with it instead, by a setting of its role, and then nothing is left to do.
 */
public final class ReplicaRole {
    /** SQL that makes the session one until it ends; refused (42501) where it is none and the account may not change that. */
    public static final String OF_SESSION = becoming("false");

    /** The same until the transaction ends. */
    public static final String OF_TRANSACTION = becoming("true");

    /** Versions from this one on can grant the right to change a parameter. */
    static final int GRANTS_PARAMETERS = 15;

    private ReplicaRole() {}

    private static String becoming(String ofTransaction) {
        return ("SELECT CASE WHEN pg_catalog.current_setting('session_replication_role') <> 'replica'"
                        + " THEN pg_catalog.set_config('session_replication_role', 'replica', %s) END")
                .formatted(ofTransaction);
    }

    /**
     * SQL by which a superuser lets an account write as a replica.
     *
     * @param user quoted for SQL
     */
    public static String letting(int majorVersion, String user, String database) {
        return majorVersion >= GRANTS_PARAMETERS
                ? "GRANT SET ON PARAMETER session_replication_role TO %s;".formatted(user)
                : "ALTER ROLE %s IN DATABASE %s SET session_replication_role = replica;"
                        .formatted(user, Sql.identifier(database));
    }
}
