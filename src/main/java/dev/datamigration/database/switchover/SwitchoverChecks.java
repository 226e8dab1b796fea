package dev.datamigration.database.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/**
 * Answers what one database is asked before the application leaves it, or comes to it. Every check tries what it can and rolls it back;
 * each failed item says what to run. All connections are in autocommit mode.
 *
 * <p>All of them throw a {@link FailureException} if the database cannot answer.
 */
public interface SwitchoverChecks {

    /**
     * Checks whether transactions are open for long where the application leaves.
     *
     * @param seconds for how long they may be open
     */
    List<SwitchoverItem> openTransactions(Connection connection, RunScope scope, int seconds);

    /** Checks whether roles can be kept from writing where the application leaves. */
    List<SwitchoverItem> fence(Connection connection, Collection<String> roles);

    /**
     * Checks whether the log can be captured where the application goes to.
     *
     * @param direction of the changes that are to be captured
     * @param tables that are to be captured
     * @param seconds for how long transactions may be open that keep a capture waiting
     */
    List<SwitchoverItem> capture(
            Connection connection, RunScope scope, Direction direction, Collection<DataTable> tables, int seconds);

    /** Checks whether the log tells which rows change where the application goes to. */
    List<SwitchoverItem> rowIdentity(Connection connection, List<DataTable> tables);

    /** Checks whether checkpoints can be kept where the application leaves. */
    List<SwitchoverItem> checkpoints(Connection connection);

    /** Checks whether every table can be written to where the application leaves. */
    List<SwitchoverItem> writeAccess(Connection connection, RunScope scope, List<DataTable> tables);
}
