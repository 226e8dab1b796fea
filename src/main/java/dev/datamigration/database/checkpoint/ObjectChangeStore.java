package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps which tables are being added to a running task, and which have left it; within the caller's transaction. */
public interface ObjectChangeStore {

    /**
     * A table that is being added.
     *
     * @param source its name there
     * @param target its name there
     * @param made whether the target had no such table, so that it is the addition's own
     * @param holdsRows not so of a partitioned table, which is only noted where it was made
     */
    record AddedTable(TableName source, TableName target, boolean made, boolean holdsRows) {}

    /**
     * Tables that are added together.
     *
     * @param subTask the ID of the sub-task that migrates them
     */
    record Addition(String subTask, List<AddedTable> tables) {
        public Addition {
            tables = List.copyOf(tables);
        }

        /** Names on the source of those that hold rows. */
        public List<TableName> names() {
            return tables.stream()
                    .filter(AddedTable::holdsRows)
                    .map(AddedTable::source)
                    .toList();
        }
    }

    /** The addition that is under way. */
    Optional<Addition> addition(Connection connection) throws SQLException;

    /** IDs of all sub-tasks of which anything is remembered. */
    List<String> subTasks(Connection connection) throws SQLException;

    /** An addition is under way. The sub-task must be claimed; it knows from now on what there is of the schema. */
    void begin(Connection connection, Addition addition) throws SQLException;

    /** Tables whose changes are nothing to the task's own synchronisation though its log may have them. */
    Set<TableName> apart(Connection connection) throws SQLException;

    /** Tables that the task had once, and that have left it. */
    Set<TableName> left(Connection connection) throws SQLException;

    /**
     * All that is remembered of the sub-task becomes the task's, and nothing is remembered of the sub-task.
     *
     * @param position that the sub-task has applied: its tables have the transactions that this covers
     */
    void integrate(Connection connection, String subTask, Position position) throws SQLException;

    /** Nothing is remembered of the sub-task, but that changes of its tables may come. */
    void withdraw(Connection connection, String subTask) throws SQLException;

    /** Tables are the task's no more. */
    void remove(Connection connection, Collection<LeavingTable> tables) throws SQLException;

    /**
     * A table that leaves the task.
     *
     * @param source its name there
     * @param target its name there
     */
    record LeavingTable(TableName source, TableName target) {}
}
