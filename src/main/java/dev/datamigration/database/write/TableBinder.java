package dev.datamigration.database.write;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;

/** Finds the counterparts of tables that are read and how to write to them, and tells where they differ. */
public interface TableBinder extends AutoCloseable {

    /**
     * Returns how to write to the counterpart of a table.
     *
     * @param before the relation as it was earlier in this run, or null
     * @throws dev.datamigration.failure.FailureException SourceSchemaChanged if there is none that takes its rows
     */
    BoundTable bind(Relation relation, Relation before);

    /** The kinds of changes that are applied of a table that is read. */
    Set<DmlType> wanted(TableName table);

    /**
     * Returns what is to be told where rows were refused since the counterpart was altered after it was bound; empty where it
     * was not.
     */
    Optional<FailureException> altered(BoundTable table);

    /**
     * From now on, counterparts are looked up as this connection sees them, whose open transaction has altered some.
     *
     * @param altering null once that transaction has ended
     */
    void within(Connection altering);

    @Override
    void close();
}
