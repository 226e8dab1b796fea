package dev.datamigration.database;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.network.AddressPolicy;

/**
 * Everything needed to log in to one database of a task. Prints without the password.
 *
 * @param authentication what the server may ask for; null, as of an older operator, is SCRAM
 * @param policy which addresses the host may have; null, as of an older operator, is any
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
        DatabaseAuthentication authentication,
        AddressPolicy policy) {

    public DatabaseAccess {
        policy = policy == null ? AddressPolicy.ANY : policy;
        authentication = authentication == null ? DatabaseAuthentication.ScramSha256 : authentication;
    }

    /** {@code host:port/database}, for messages. */
    public String display() {
        return host + ":" + port + "/" + database;
    }
}
