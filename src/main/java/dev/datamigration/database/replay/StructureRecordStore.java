package dev.datamigration.database.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps what became of changes of the structure, in the database that they are made in. */
public interface StructureRecordStore {

    /** Notes one, within the transaction that makes it. */
    void add(Connection connection, StructureRecord record) throws SQLException;

    /** The latest, newest first. */
    List<StructureRecord> latest(Connection connection, int most) throws SQLException;
}
