package dev.datamigration.database.checkpoint;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The source's structure as it was when the task began to migrate it, part by part; within the caller's transaction. */
public interface BaselinePartStore {

    /**
     * A part as it was.
     *
     * @param kind of the part
     * @param object its name, or that of the table or view it belongs to
     * @param part its own name within that, or the arguments of a function; empty otherwise
     * @param id by which the source knows the object whatever it is called; of a column, that of its table
     * @param number of a column, else 0
     * @param digest equal for parts of equal attributes
     */
    record BaselinePart(String kind, TableName object, String part, long id, int number, String digest) {}

    /** Returns whether a baseline is kept. */
    boolean isTaken(Connection connection) throws SQLException;

    /** All parts; empty where no baseline is kept. */
    List<BaselinePart> list(Connection connection) throws SQLException;

    /** Keeps parts that are not kept yet, however many there are. */
    void add(Connection connection, List<BaselinePart> parts) throws SQLException;

    /** Forgets parts by kind, object and name. */
    void remove(Connection connection, Collection<BaselinePart> parts) throws SQLException;
}
