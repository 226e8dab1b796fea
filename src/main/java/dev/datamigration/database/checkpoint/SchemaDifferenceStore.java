package dev.datamigration.database.checkpoint;

import dev.datamigration.database.structure.Difference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** All differences that a comparison of the structure found, however many there are. */
public interface SchemaDifferenceStore {

    /** Replaces what an earlier comparison kept, in the caller's transaction. */
    void replace(Connection connection, List<Difference> differences) throws SQLException;

    /** The query that prints the statements in their order. */
    String query();
}
