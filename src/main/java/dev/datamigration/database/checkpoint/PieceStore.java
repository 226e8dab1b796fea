package dev.datamigration.database.checkpoint;

import dev.datamigration.database.load.Copied;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps which tables of a task are on the target in part, since they are copied in pieces that cannot be told apart later. As long as a table is
 * among them every row that it has is of that copy, and is removed before it is copied again.
 */
public interface PieceStore {

    /** Returns whether any table is on the target in part. */
    boolean exist(Connection connection) throws SQLException;

    /** Returns whether the table of that name on the target is the one that has a part of it; empty where it is not there in part. */
    Optional<Boolean> isIn(Connection connection, DataTable table) throws SQLException;

    /**
     * Says that the first piece of a copy is there, and that nothing else is, in the transaction that wrote it.
     *
     * @param attempt which copy it is of
     */
    void first(Connection connection, DataTable table, String attempt, Copied piece) throws SQLException;

    /**
     * Says that one piece more is there, in the transaction that wrote it.
     *
     * @param sofar all pieces
     * @return whether it is still this copy that the table is of; if not, nothing may be committed
     */
    boolean next(Connection connection, DataTable table, String attempt, Copied sofar) throws SQLException;

    /** The table is there whole, or nothing of it; whatever copy it was of. */
    void end(Connection connection, DataTable table) throws SQLException;

    /** As {@link #end(Connection, DataTable)}, if it is still this copy that the table is of; says whether it was. */
    boolean end(Connection connection, DataTable table, String attempt) throws SQLException;

    /** Returns whether the table of the target shares rows with one that is claimed for other rows, as a partition or for its partitions. */
    boolean isShared(Connection connection, DataTable table) throws SQLException;
}
