package dev.datamigration.database.log;

import dev.datamigration.database.Position;
import dev.datamigration.database.ServerIdentity;

/** The log that a server writes, as it was when the server was asked. */
public interface LogState {

    LogIdentity identity();

    /** The server that writes it. */
    ServerIdentity server();

    /** Up to where it is on the server's disk; nothing beyond it was ever sent. */
    Position end();

    /**
     * Holds what was read against what is there.
     *
     * @param known the log that was read
     * @param read up to where
     */
    Continuity since(LogIdentity known, Position read);
}
