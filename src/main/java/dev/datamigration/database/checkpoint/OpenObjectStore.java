package dev.datamigration.database.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Objects of the schema that the task has not made; the checkpoints must be installed. */
public interface OpenObjectStore {

    /**
     * An object that is not there.
     *
     * @param number tells it from others of the task
     * @param stage when it is made
     * @param onTable null where it is not of one
     * @param statement makes it; empty where none does
     * @param error why it was not carried, or null
     */
    record OpenObject(
            int number, String stage, String kind, String name, String onTable, String statement, String error) {

        /** Kind, name and table. */
        public String display() {
            return kind + " " + name + (onTable == null || onTable.isEmpty() ? "" : " on " + onTable);
        }

        /** Returns whether it was given up. */
        public boolean isNotCarried() {
            return error != null;
        }
    }

    /** Says how many wait for the move of the application. */
    record OfTheMove(long objects, long publications) {}

    /** All by number, but for those that only wait for the application to move. */
    List<OpenObject> list(Connection connection) throws SQLException;

    /** Those that the move of the application makes. */
    OfTheMove ofTheMove(Connection connection) throws SQLException;

    /** One of them is there, within the caller's transaction. */
    void done(Connection connection, int number) throws SQLException;
}
