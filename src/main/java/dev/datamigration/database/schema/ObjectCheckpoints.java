package dev.datamigration.database.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Keeps on the target what became of the objects of a plan; within the caller's transaction. */
public interface ObjectCheckpoints {

    /** Notes that objects are there. */
    void writeDone(Connection target, Collection<SchemaItem.Key> keys) throws SQLException;

    /** Notes that an object, or a setting of one, is not carried. */
    void writeRefused(Connection target, SchemaItem.Key key, String reason) throws SQLException;
}
