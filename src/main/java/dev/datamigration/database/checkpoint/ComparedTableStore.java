package dev.datamigration.database.checkpoint;

import dev.datamigration.api.status.TableVerification;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The newest result of each table that one verification has compared; within the caller's transaction. */
public interface ComparedTableStore {

    /**
     * A table's newest result.
     *
     * @param round of the continuous comparison; 0 before it
     */
    record Result(TableVerification found, long round) {}

    /** Forgets what other verifications of the task found: tables, differences, rounds. */
    void forgetOtherRuns(Connection connection) throws SQLException;

    /** Results by the table's name on the source. */
    Map<TableName, Result> results(Connection connection) throws SQLException;

    /**
     * Keeps results, each in place of an earlier one of the same table.
     *
     * @param round of the continuous comparison; 0 before it
     */
    void write(Connection connection, Map<TableName, TableVerification> results, long round) throws SQLException;
}
