package dev.datamigration.database.load;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tables of a database that is written to which are to be removed from it. Nothing here ends a transaction. */
public interface TableRemoval {

    /** Those of the names under which there is a table. */
    Set<TableName> present(Connection connection, Collection<TableName> names) throws SQLException;

    /** Foreign keys of other tables that point to these, each with its table and what it points to, for people. */
    List<String> references(Connection connection, Collection<TableName> tables) throws SQLException;

    /**
     * Drops these tables, and partitioned tables whose last partitions they are; one that is not there is gone already.
     *
     * @throws dev.datamigration.failure.FailureException TableNeeded if anything else needs one of them
     */
    void drop(Connection connection, Collection<TableName> tables) throws SQLException;

    /** As {@link #drop}, with all that needs them: only of tables that nobody but the task can have built upon. */
    void dropWithDependents(Connection connection, Collection<TableName> tables) throws SQLException;
}
