package dev.datamigration.database.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Asks a server how busy others keep it; cheap enough to be asked once a second. */
@FunctionalInterface
public interface ActivityReader {

    /** Asks over a connection in autocommit mode. */
    ServerActivity read(Connection connection) throws SQLException;
}
