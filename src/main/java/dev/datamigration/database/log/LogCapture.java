package dev.datamigration.database.log;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what keeps the log of a database for one direction of a task, until its changes are applied. Connections are to that
 * database, in autocommit mode.
 */
public interface LogCapture {

    /** Returns what its objects on the server are called. */
    String name();

    /** Returns what keeps the log, with its name, as a part of a sentence. */
    String described();

    /** Its objects on the server, each with its kind, for people; none where nothing is kept. */
    List<String> objects(Connection connection) throws SQLException;

    /** Returns its state, or empty where it is not there. */
    Optional<CaptureState> find(Connection connection) throws SQLException;

    /**
     * As {@link #find}, but ends a reader that a dead worker of this task left behind: nobody reads what is returned, unless it
     * is lost.
     *
     * @throws dev.datamigration.failure.FailureException ServerBusy if somebody else reads it
     */
    Optional<CaptureState> take(RunScope scope, Connection connection);

    /** Tells people that it is not there any more, or has lost log, and where to look. */
    String loss(boolean isThere);

    /**
     * Begins to keep the log from here on, in place of whatever was kept before.
     *
     * @param selected the tables meant
     * @param counterparts tables and partitioned tables of the other side: what has none there is left out
     * @param boundSeconds how long to wait for open transactions; 0 for as long as it takes
     * @return stands for all that was committed before
     * @throws dev.datamigration.failure.FailureException ServerSetting if the log would not tell which rows of a table change;
     *     BlockedByOthers if transactions stay open; SnapshotLost if tables kept changing; or whatever the server refuses
     */
    Position begin(
            RunScope scope,
            Connection connection,
            ObjectFilter selected,
            Set<TableName> counterparts,
            int boundSeconds);

    /**
     * Begins to keep the log in place of whatever was kept before, from where something has kept it that is not the task's: that is
     * copied, and stays as it is.
     *
     * @param from with the names of what has kept it
     * @return stands for all that the other side has
     * @throws dev.datamigration.failure.FailureException StartNotProven if the log is not known to be whole from there on; or as
     *     {@link #begin}
     */
    Position beginFrom(
            RunScope scope, Connection connection, ObjectFilter selected, Set<TableName> counterparts, StartFrom from);

    /**
     * Begins and ends one beside it, to see whether that is possible.
     *
     * @return where it would have begun
     */
    Position tryOut(RunScope scope);

    /**
     * Lets the log tell from here on how objects are changed, see {@link LogMessage.StructureChange}; does nothing where it
     * does already, or where the account or the server does not allow it.
     *
     * @param selected which tables that are made from now on are kept the log of, once they can be
     */
    void tellStructure(Connection connection, ObjectSelection selected) throws SQLException;

    /** Takes {@link #tellStructure} back. */
    void leaveStructure(Connection connection) throws SQLException;

    /** Lets it also keep by what the task's own transactions are known; does nothing where it is not there. */
    void keepMarks(Connection connection) throws SQLException;

    /** Takes {@link #keepMarks} back. */
    void leaveMarks(Connection connection) throws SQLException;

    /**
     * Reads what is kept.
     *
     * @param from transactions up to it are left out; what was confirmed already is never sent again, so {@link
     *     Position#NONE} means from there on
     * @param purpose what for, in a word or two; seen in the server's list of its sessions
     * @param widestRow in bytes; of a change with a wider row only that it came is told, by a {@link LogMessage.TooWide}
     */
    LogStream open(RunScope scope, Position from, String purpose, long widestRow);

    /** Those of the tables all of whose changes are kept; none where nothing is kept. */
    List<DataTable> covered(Connection connection, List<DataTable> tables) throws SQLException;

    /**
     * Keeps the changes of these tables, too; those that are open in transactions now may be missing.
     *
     * @return whether whoever reads has to begin to read anew, since what is sent of other tables looks otherwise now
     */
    boolean add(Connection connection, Collection<DataTable> tables) throws SQLException;

    /**
     * Keeps the changes of these tables and of no others, and of all partitions that partitioned tables come to have of which these are
     * all that there are; does nothing where nothing is kept.
     *
     * @param selected the tables meant
     */
    void keepOnly(Connection connection, ObjectFilter selected, Collection<TableName> tables) throws SQLException;

    /** Drops it if it is there, and those of the task's sub-tasks, after ending whoever reads them. */
    void drop(Connection connection) throws SQLException;

    /** Drops those of the task's sub-tasks. */
    void dropOfSubTasks(Connection connection) throws SQLException;
}
