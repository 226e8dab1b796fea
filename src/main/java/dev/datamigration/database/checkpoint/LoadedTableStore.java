package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
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
}
