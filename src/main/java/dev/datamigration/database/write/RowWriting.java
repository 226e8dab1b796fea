package dev.datamigration.database.write;

import dev.datamigration.database.RunScope;
import java.sql.Connection;
import java.util.function.BooleanSupplier;

/** Says how rows are written here as the side has them that is read. */
public interface RowWriting {

    /**
     * A connection, not in autocommit mode, on which nothing of this database acts on the rows that are written.
     *
     * @param purpose what for, in a word or two; seen in the server's list of its sessions
     */
    Connection session(RunScope scope, String purpose);

    /**
     * Writes on such a connection.
     *
     * @param unverified whether rows are known to be missing, so that one which is not known whole is left to the
     *     verification that is to come
     */
    RowWriter writer(Connection session, BooleanSupplier unverified);
}
