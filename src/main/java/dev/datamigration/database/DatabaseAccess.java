package dev.datamigration.database;

import dev.datamigration.api.DatabaseAuthentication;
import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;

/**
 * Everything needed to log in to one database of a task. Prints without the password.
 *
 * @param authentication what the server may ask for; null, as of an older operator, is SCRAM
 */
public record DatabaseAccess(
        Side side,
        DatabaseType type,
        String host,
        int port,
        String database,
        String user,
        Password password,
        TlsMaterial tls,
        DatabaseAuthentication authentication) {

    public DatabaseAccess {
        authentication = authentication == null ? DatabaseAuthentication.ScramSha256 : authentication;
    }

    /** By SCRAM. */
    public DatabaseAccess(
            Side side,
            DatabaseType type,
            String host,
            int port,
            String database,
            String user,
            Password password,
            TlsMaterial tls) {
        this(side, type, host, port, database, user, password, tls, DatabaseAuthentication.ScramSha256);
    }

    /** {@code host:port/database}, for messages. */
    public String display() {
        return host + ":" + port + "/" + database;
    }
}
