package dev.datamigration.database.checkpoint;

import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/**
 * Keeps which task has which table of the target for its rows, from before the first object is made there until the task has ended.
 * Of two tasks that want the same table the one has all that it wants whose transaction commits first.
 */
public interface ClaimedTableStore {

    /**
     * Takes the tables for the task, as part of a transaction that has passed the fence. Waits for another that takes one of
     * them.
     *
     * @param tables by their names on the target; those that the task has already stay its own. Two may have one together where the
     *     database sees that the conditions of both exclude each other
     * @throws dev.datamigration.failure.FailureException TargetTableTaken if another task has one of them; then nothing may be
     *     committed
     */
    void claim(Connection connection, WantedTables tables) throws SQLException;

    /** Gives a table back, as part of such a transaction. */
    void leave(Connection connection, Collection<TableName> tables) throws SQLException;

    /** All that the task has, by their names on the target. */
    Set<TableName> claimed(Connection connection) throws SQLException;
}
