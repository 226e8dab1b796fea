package dev.datamigration.database;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;

/** Everything needed to log in to one database of a task. Prints without the password. */
public record DatabaseAccess(
        Side side,
        DatabaseType type,
        String host,
        int port,
        String database,
        String user,
        Password password,
        TlsMaterial tls) {

    /** {@code host:port/database}, for messages. */
    public String display() {
        return host + ":" + port + "/" + database;
    }
}
