package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that a full migration has loaded, or is to load, by their names on the source of the spec. */
public interface LoadedTableStore {

    /** All that were planned. */
    Set<TableName> names(Connection connection) throws SQLException;

    /** As of which position each table was loaded, where that is known: it has the transactions that this covers. */
    Map<TableName, Position> positions(Connection connection) throws SQLException;

    /** Says of all of them that they were loaded as of another position, within the caller's transaction. */
    void moveAll(Connection connection, Position position) throws SQLException;

    /** All that is said of every planned table, by name. */
    List<TableCheckpoint> all(Connection connection) throws SQLException;

    /** Plans these tables and no other; whatever was planned before is forgotten. */
    void plan(Connection connection, Collection<LoadTable> tables) throws SQLException;

    /** Says of tables as of which position their finished chunks stand. */
    void move(Connection connection, Map<TableName, Position> positions) throws SQLException;

    /** Says that a table is loaded. */
    void complete(Connection connection, TableName table) throws SQLException;

    /**
     * Says that tables of which nothing was planned are loaded, as one chunk each, in the transaction that wrote their rows.
     *
     * @throws IllegalStateException if anything of one of them was planned already
     */
    void completeWhole(Connection connection, Map<LoadTable, Copied> tables, RunScope by) throws SQLException;

    /** Forgets the chunks of a table, so that it is planned again, cut by the file that it has now. */
    void planAgain(Connection connection, LoadTable table) throws SQLException;

    /** Says of a table that was made under way that it is loaded, without a row, as of a position. */
    void join(Connection connection, TableName table, Position position) throws SQLException;

    /** Says that a table goes on under another name. */
    void rename(Connection connection, TableName from, TableName to) throws SQLException;

    /** Forgets a table. */
    void leave(Connection connection, TableName table) throws SQLException;

    /** Says that a table is loaded, without a row, as of a position; its chunks and pieces are forgotten. */
    void leaveToLog(Connection connection, LoadTable table, Position position) throws SQLException;
}
