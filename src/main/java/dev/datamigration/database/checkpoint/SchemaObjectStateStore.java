package dev.datamigration.database.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Keeps what became of every object of a task's schema, so that an object and the word of it commit together; within the
 * caller's transaction.
 */
public interface SchemaObjectStateStore {

    /**
     * An object that is to be made.
     *
     * @param number tells it from others of the task; in the order of the plan
     * @param stage when it is made
     * @param onTable null where it is not of one
     * @param statement makes it; empty where none does
     */
    record PlannedObject(int number, String stage, String kind, String name, String onTable, String statement) {}

    /**
     * Says how an object stands.
     *
     * @param object without its statement
     * @param done whether it is there
     * @param error why it is not carried, or null
     */
    record ObjectState(PlannedObject object, boolean done, String error) {}

    /** All by number. */
    List<ObjectState> list(Connection connection) throws SQLException;

    /** Adds objects that are not done. */
    void add(Connection connection, List<PlannedObject> objects) throws SQLException;

    /** Forgets an object. */
    void remove(Connection connection, int number) throws SQLException;

    /** Objects are there. */
    void done(Connection connection, Collection<Integer> numbers) throws SQLException;

    /** An object is not carried, for that reason. */
    void refused(Connection connection, int number, String reason) throws SQLException;
}
