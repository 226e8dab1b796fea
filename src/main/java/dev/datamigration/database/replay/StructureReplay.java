package dev.datamigration.database.replay;

import dev.datamigration.database.log.LogMessage.StructureChange;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** Makes changes of the structure of the database that is read in the one that is written to. Connections are to the latter. */
public interface StructureReplay {

    /**
     * What is left to be done of a change; empty where it is of nothing that is migrated, or has been done.
     *
     * @param connection in the transaction in which it would be done
     * @param passed tells of a table of the database that is read whether its rows were loaded later; null asks that of all
     *     tables together
     * @throws dev.datamigration.failure.FailureException SourceSchemaChanged if the change could not be described
     */
    List<StructureStep> steps(Connection connection, StructureChange change, Predicate<TableName> passed)
            throws SQLException;

    /** Makes it, within the transaction that is open. Waits for locks for some seconds only. */
    void run(Connection connection, List<StructureStep> steps) throws SQLException;
}
