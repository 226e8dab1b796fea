package dev.datamigration.database.switchover;

import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Programs of tables that run even for rows which a task writes: triggers, rules, events. */
public interface MutedPrograms {

    /**
     * One of them.
     *
     * @param name with its kind and table, for people
     * @param muting the statement after which it does not run for what a task writes
     * @param restoring the statement that puts it back as it was read
     */
    record Program(String name, String muting, String restoring) {}

    /** Those of the tables, by table and name. */
    List<Program> find(Connection connection, Collection<DataTable> tables) throws SQLException;
}
