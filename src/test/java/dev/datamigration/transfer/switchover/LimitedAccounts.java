package dev.datamigration.transfer.switchover;

import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.TestDatabase;

/** Accounts of tasks that are no superusers, as docs/security.md has them made. */
final class LimitedAccounts {
    private static final String PASSWORD = "mover-secret";

    private LimitedAccounts() {}

    /** One that acts for {@link HostileOwner}. */
    static void make(TestDatabase database, String account) {
        database.execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE " + account + " LOGIN REPLICATION PASSWORD '"
                        + PASSWORD + "'",
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + account,
                "GRANT CREATE ON SCHEMA public TO " + account,
                "GRANT hostile_owner TO " + account);
    }

    /** As on versions that cannot grant the right to set it; by a superuser. */
    static void beginAsReplicas(TestDatabase database, String account) {
        database.execute("ALTER ROLE " + account + " IN DATABASE " + database.name()
                + " SET session_replication_role = replica");
    }

    static TestDatabase login(TestDatabase database, String account) {
        return new TestDatabase(database.host(), database.port(), database.name(), account, PASSWORD);
    }
}
